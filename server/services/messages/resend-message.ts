import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { messages } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import type { Message, MessageRefInput } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { resendPush } from "../push/index.ts";
import { inTransaction } from "../transaction.ts";
import { handOver } from "./hand-over.ts";
import { readMessage } from "./internal.ts";

/**
 * Hands a message over again because a person says so, under the same message id; a push message to the subscriptions that
 * it did not reach. Of several that ask at once one does.
 * What comes of it stands in the message's status.
 *
 * @throws DomainError MESSAGE_NOT_FOUND, MESSAGE_ALREADY_SENT when it was sent or is on its way.
 */
export async function resendMessage(ctx: AppContext, { id }: MessageRefInput): Promise<Message> {
  const row = await inTransaction(ctx, async (tx) => {
    const [taken] = await tx.db
      .update(messages)
      .set({ status: "sending", error: null, attempts: sql`${messages.attempts} + 1`, startedAt: sql`now()` })
      .where(
        and(
          eq(messages.id, id),
          eq(messages.appId, tx.appId),
          ne(messages.channel, "push"),
          inArray(messages.status, ["failed", "uncertain", "kept"]),
        ),
      )
      .returning();
    if (taken)
      await recordInApp(tx, {
        action: "resend-message",
        after: { messageId: id, channel: taken.channel, attempt: taken.attempts },
      });
    return taken;
  });
  if (!row) {
    const { status, channel } = await readMessage(ctx, id);
    if (channel === "push") {
      await resendPush(ctx, id);
      return readMessage(ctx, id);
    }
    throw conflict(
      "MESSAGE_ALREADY_SENT",
      status === "sending" ? "This message is on its way already." : "This message was sent already.",
    );
  }
  await handOver(ctx, row);
  return readMessage(ctx, id);
}
