import { randomUUID } from "node:crypto";
import { and, count, eq, sql } from "drizzle-orm";
import { apps, type MessageRow, messages, pushes } from "#db/schema/index.ts";
import { DomainError } from "#domain/errors.ts";
import type { PushChooser, PushContent } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { appLimits } from "../apps/index.ts";
import { storableJson } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { chooseSubscriptions } from "./choose-subscriptions.ts";
import { pushPayload } from "./encrypt-push.ts";
import { countPushes } from "./internal.ts";

export interface PushDraft {
  content: PushContent;
  /** Null for every subscription of the app. */
  to: PushChooser | null;
  /** What the caller calls `to`, and where the content stands in its input, for errors. */
  fields: { to: string; content: string };
  notificationId: number | null;
  /** Whose doing it is; null for nobody's run. */
  taskId: number | null;
  runId: number | null;
}

/** The task and run of the actor. */
export const originOf = ({ actor }: Pick<AppContext, "actor">) =>
  actor.kind === "run" ? { taskId: actor.taskId, runId: actor.runId } : { taskId: null, runId: null };

/**
 * Writes a push message down with one waiting push for each subscription that it is for, before anything leaves the house.
 * A call that did so before finds its message, with what already went.
 *
 * @param effectKey names the call through all attempts of its run; null for one that is never tried again
 * @throws DomainError INVALID_INPUT, RATE_LIMITED when it would exceed the app's pushes of 24 hours.
 */
export function reservePush(
  ctx: AppContext,
  draft: PushDraft,
  effectKey: string | null,
): Promise<{ row: MessageRow; isRepeat: boolean }> {
  const content = storableJson(draft.content) as PushContent;
  pushPayload(content, draft.notificationId, draft.fields.content);
  return inTransaction(ctx, async (tx) => {
    // Held to the end, so that messages that race count one after the other.
    const [app] = await tx.db.select().from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const earlier = effectKey === null ? null : await earlierMessage(tx, effectKey);
    if (earlier) return { row: await resumeMessage(tx, earlier), isRepeat: true };

    const ids = await chooseSubscriptions(tx, draft.to, draft.fields.to);
    await refuseOverLimit(tx, ids.length, appLimits(app!).pushesPerDay);
    const [row] = await tx.db
      .insert(messages)
      .values({
        appId: tx.appId,
        taskId: draft.taskId,
        runId: draft.runId,
        channel: "push",
        status: "sending",
        effectKey,
        recipients: [],
        subject: content.title,
        body: content.body,
        push: content,
        pushCounts: { ...NO_PUSHES, waiting: ids.length },
        notificationId: draft.notificationId,
        messageId: `push_${randomUUID()}`,
        attempts: 1,
      })
      .returning();
    await tx.db.execute(sql`
      insert into pushes (app_id, message_id, subscription_id, user_id, user_agent)
      select app_id, ${row!.id}, id, user_id, user_agent from push_subscriptions
      where app_id = ${tx.appId} and id = any(${sql.param(ids)}::bigint[]) order by id`);
    return { row: row!, isRepeat: false };
  });
}

const NO_PUSHES = { waiting: 0, sending: 0, sent: 0, failed: 0, gone: 0, uncertain: 0 };

async function earlierMessage(tx: AppContext, effectKey: string): Promise<MessageRow | null> {
  const [row] = await tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.effectKey, effectKey), eq(messages.appId, tx.appId)))
    .for("update");
  return row ?? null;
}

/**
 * Gets a message ready to go on: pushes that were refused wait again, those that were cut short are `uncertain` and stay
 * so. A message with nothing left to send is not touched. The caller holds its row.
 */
export async function resumeMessage(tx: AppContext, row: MessageRow, retriesUncertain = false): Promise<MessageRow> {
  await tx.db.update(pushes).set({ status: "uncertain", error: CUT_SHORT }).where(inState(row, sql`('sending')`));
  const again = retriesUncertain ? sql`('failed', 'uncertain')` : sql`('failed')`;
  await tx.db.update(pushes).set({ status: "waiting", error: null }).where(inState(row, again));
  const counts = await countPushes(tx, row.id);
  if (counts.waiting === 0 && row.status !== "sending") return row;
  const [resumed] = await tx.db
    .update(messages)
    .set({
      status: "sending",
      error: null,
      attempts: sql`${messages.attempts} + 1`,
      startedAt: sql`now()`,
      pushCounts: counts,
    })
    .where(eq(messages.id, row.id))
    .returning();
  return resumed!;
}

const CUT_SHORT =
  "The process that handed this push over ended before it learned the answer. It is not sent again by itself.";

const inState = (row: Pick<MessageRow, "id">, states: ReturnType<typeof sql>) =>
  and(eq(pushes.messageId, row.id), sql`${pushes.status} in ${states}`);

async function refuseOverLimit(tx: AppContext, wanted: number, limit: number): Promise<void> {
  const [made] = await tx.db
    .select({ n: count() })
    .from(pushes)
    .where(and(eq(pushes.appId, tx.appId), sql`${pushes.createdAt} > now() - interval '24 hours'`));
  if (made!.n + wanted <= limit) return;
  throw new DomainError(
    "rate_limited",
    "RATE_LIMITED",
    `This app may send ${limit.toLocaleString("en")} push messages in 24 hours, one for each subscription. It has sent ${made!.n.toLocaleString("en")} and this would be ${wanted.toLocaleString("en")} more. Wait, choose fewer, or ask an owner of the app to raise the limit in its settings.`,
  );
}
