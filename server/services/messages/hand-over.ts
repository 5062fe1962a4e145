import { and, eq, inArray, sql } from "drizzle-orm";
import { type MessageRow, messages } from "#db/schema/index.ts";
import type { MessageAnswer, MessageStatus } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { HandOverError } from "./hand-over-error.ts";

type Outcome = Pick<MessageRow, "status" | "error"> & Partial<Pick<MessageRow, "recipients">>;

/** Hands a message that was written down as `sending` over, and writes down what came of it. Never rejects for a refusal. */
export async function handOver(ctx: AppContext, row: MessageRow): Promise<MessageRow> {
  const outcome = await deliver(ctx, row).catch((error: unknown): Outcome => {
    if (!(error instanceof HandOverError)) throw error;
    return { status: error.isUncertain ? "uncertain" : "failed", error: error.message };
  });
  const isOut = outcome.status === "sent" || outcome.status === "kept";
  const [settled] = await ctx.db
    .update(messages)
    .set({ ...outcome, ...(isOut && { sentAt: sql`now()` }) })
    // Given up for lost in the meantime or not: our word is the truth, unless somebody began to send it again.
    .where(
      and(
        eq(messages.id, row.id),
        eq(messages.attempts, row.attempts),
        inArray(messages.status, ["sending", "uncertain"]),
      ),
    )
    .returning();
  return settled ?? { ...row, ...outcome };
}

async function deliver({ messenger }: AppContext, row: MessageRow): Promise<Outcome> {
  const { appId, messageId, recipients, fromName, subject, body, text, headers, attachments } = row;
  if (row.channel === "sms") {
    if (!messenger.sms) return { status: "kept", error: null };
    await messenger.sms({ messageId, appId, to: recipients[0]!.address, body });
    return { status: "sent", error: null };
  }
  if (!messenger.mail) return { status: "kept", error: null };
  const html = body === "" ? null : body;
  const refused = await messenger.mail({
    messageId,
    recipients,
    fromName,
    subject,
    html,
    text,
    headers,
    attachments,
  });
  if (refused.size === 0) return { status: "sent", error: null };
  return {
    status: "sent",
    error: `The mail server refused ${refused.size} of ${recipients.length} recipients.`,
    recipients: recipients.map((recipient) => {
      const rejected = refused.get(recipient.address);
      return rejected === undefined ? recipient : { ...recipient, rejected };
    }),
  };
}

const WENT: readonly MessageStatus[] = ["sent", "kept"];

/** A message as its sender's handler learns of it; the same for each attempt that asks. */
export const toAnswer = ({ id, messageId, status, recipients }: MessageRow): MessageAnswer => ({
  id,
  messageId,
  status,
  accepted: WENT.includes(status) ? recipients.filter((r) => r.rejected === undefined).map((r) => r.address) : [],
  rejected: recipients.filter((r) => r.rejected !== undefined).map((r) => r.address),
});
