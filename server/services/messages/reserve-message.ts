import { and, count, eq, sql } from "drizzle-orm";
import { apps, type MessageRow, messages } from "#db/schema/index.ts";
import { DomainError } from "#domain/errors.ts";
import type { MessageChannel } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { appLimits } from "../apps/index.ts";
import { inTransaction } from "../transaction.ts";

export type MessageDraft = Pick<
  MessageRow,
  "channel" | "recipients" | "fromName" | "subject" | "body" | "text" | "headers" | "attachments" | "messageId"
>;

export interface Reserved {
  row: MessageRow;
  /** False when an attempt before this one already did, or may have done, what is asked for. */
  isOurs: boolean;
}

export const CUT_SHORT =
  "The process that handed this message over ended before it learned the answer, so nobody knows whether it went. It is not sent again by itself.";

/**
 * Writes a message down as `sending`, before anything leaves the house: from then on each attempt of its run finds it.
 * One that an earlier attempt sent or kept is not to be sent again; one that it left in the middle becomes `uncertain`;
 * one that failed may be tried again.
 *
 * @param effectKey names the call through all attempts of its run; null for a test run, which is never tried again
 * @throws DomainError RATE_LIMITED when the app's messages of the last 24 hours fill its limit.
 */
export function reserveMessage(ctx: AppContext, draft: MessageDraft, effectKey: string | null): Promise<Reserved> {
  return inTransaction(ctx, async (tx) => {
    // Held to the end, so that messages that race count one after the other.
    const [app] = await tx.db.select().from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const earlier = effectKey === null ? null : await takeUp(tx, effectKey);
    if (earlier) return earlier;

    await refuseOverLimit(tx, draft.channel, appLimits(app!)[draft.channel === "email" ? "mailsPerDay" : "smsPerDay"]);
    const { actor } = tx;
    const [row] = await tx.db
      .insert(messages)
      .values({
        ...draft,
        appId: tx.appId,
        effectKey,
        taskId: actor.kind === "run" ? actor.taskId : null,
        runId: actor.kind === "run" ? actor.runId : null,
        status: "sending",
        attempts: 1,
      })
      .returning();
    return { row: row!, isOurs: true };
  });
}

/** What an earlier attempt left behind; null when there is nothing. */
async function takeUp(tx: AppContext, effectKey: string): Promise<Reserved | null> {
  const [earlier] = await tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.effectKey, effectKey), eq(messages.appId, tx.appId)))
    .for("update");
  if (!earlier) return null;
  if (earlier.status === "failed") {
    const [row] = await tx.db
      .update(messages)
      .set({ status: "sending", error: null, attempts: sql`${messages.attempts} + 1`, startedAt: sql`now()` })
      .where(eq(messages.id, earlier.id))
      .returning();
    return { row: row!, isOurs: true };
  }
  if (earlier.status !== "sending") return { row: earlier, isOurs: false };
  const [row] = await tx.db
    .update(messages)
    .set({ status: "uncertain", error: CUT_SHORT })
    .where(eq(messages.id, earlier.id))
    .returning();
  return { row: row!, isOurs: false };
}

async function refuseOverLimit(tx: AppContext, channel: MessageChannel, limit: number): Promise<void> {
  const [sent] = await tx.db
    .select({ n: count() })
    .from(messages)
    .where(
      and(
        eq(messages.appId, tx.appId),
        eq(messages.channel, channel),
        sql`${messages.createdAt} > now() - interval '24 hours'`,
      ),
    );
  if (sent!.n < limit) return;
  const what = channel === "email" ? "mails" : "text messages";
  throw new DomainError(
    "rate_limited",
    "RATE_LIMITED",
    `This app may send ${limit.toLocaleString("en")} ${what} in 24 hours and has sent ${sent!.n.toLocaleString("en")}. Wait, or ask an owner of the app to raise the limit in its settings.`,
  );
}
