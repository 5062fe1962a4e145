import { and, asc, eq, sql } from "drizzle-orm";
import { apps, type MessageRow, messages } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import type { AppContext, ServiceContext } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { deliverPush } from "./deliver-push.ts";
import { countPushes } from "./internal.ts";
import { resumeMessage } from "./reserve-push.ts";

/** A message that said nothing for this long has lost its process, seconds: longer than a push and its second try take. */
const ABANDONED_AFTER_S = 60;

/** Messages that one pass goes on with, all at once. */
const BATCH = 10;

/**
 * Goes on with push messages whose process died: what waited is sent, what was on its way becomes `uncertain`. Nothing
 * goes twice, so several may do this at once. Answers with how many there were.
 */
export async function resumeAbandonedPushes(ctx: ServiceContext, signal: AbortSignal): Promise<number> {
  const abandoned = await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .select({ message: messages, organizationId: apps.organizationId })
      .from(messages)
      .innerJoin(apps, eq(apps.id, messages.appId))
      .where(
        and(
          eq(messages.channel, "push"),
          eq(messages.status, "sending"),
          sql`${messages.startedAt} < now() - make_interval(secs => ${ABANDONED_AFTER_S})`,
        ),
      )
      .orderBy(asc(messages.startedAt))
      .limit(BATCH)
      .for("update", { of: messages, skipLocked: true });
    const resumed: { app: AppContext; row: MessageRow }[] = [];
    for (const { message, organizationId } of rows) {
      const app = asSystem(ctx, organizationId, message.appId);
      resumed.push({ app, row: await resumeMessage({ ...app, db: tx.db }, message) });
    }
    return resumed;
  });
  // One app's unreadable key must not keep the others from theirs; its own message says so.
  await Promise.allSettled(abandoned.map(({ app, row }) => deliverPush(app, row, signal)));
  return abandoned.length;
}

/** An app's context for what nobody asked for just now. */
export const asSystem = (ctx: ServiceContext, organizationId: string, appId: number): AppContext => ({
  ...ctx,
  organizationId,
  appId,
  actor: { kind: "system" },
});

/**
 * Sends again, because a person says so, what of a push message failed or is uncertain. Subscriptions that got it are left.
 *
 * @throws DomainError MESSAGE_ALREADY_SENT when nothing is left to send, or it is being sent.
 */
export async function resendPush(ctx: AppContext, id: number): Promise<void> {
  const row = await inTransaction(ctx, async (tx) => {
    const [message] = await tx.db
      .select()
      .from(messages)
      .where(and(eq(messages.id, id), eq(messages.appId, tx.appId), eq(messages.channel, "push")))
      .for("update");
    if (!message || message.status === "sending")
      throw conflict("MESSAGE_ALREADY_SENT", "This message is on its way already.");
    const { failed, uncertain, waiting } = await countPushes(tx, id);
    if (failed + uncertain + waiting === 0)
      throw conflict("MESSAGE_ALREADY_SENT", "There is no subscription left that this message has not reached.");
    const resumed = await resumeMessage(tx, message, true);
    await recordInApp(tx, {
      action: "resend-message",
      after: { messageId: id, channel: resumed.channel, attempt: resumed.attempts },
    });
    return resumed;
  });
  await deliverPush(ctx, row, new AbortController().signal);
}
