import { and, eq, inArray, sql } from "drizzle-orm";
import { type MessageRow, messages } from "#db/schema/index.ts";
import type { MessageStatus } from "#domain/message.ts";
import type { PushCounts } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { pushPayload } from "./encrypt-push.ts";
import { countPushes } from "./internal.ts";
import { pushKeys } from "./push-keys.ts";
import { sendOne, settlePush, type WaitingPush } from "./send-one.ts";

/** Pushes of one message on their way at once. */
const LANES = 10;

/** How often a message says that it is still being worked on, seconds; far below what makes it count as abandoned. */
const BEAT_EVERY_S = 15;

/**
 * Hands the waiting pushes of a message to their push services and writes down what came of it. Each is taken by one
 * worker, whoever else works on the same message. Ends early, with what is under way, when `signal` says so; what then
 * waits is left to whoever goes on with the message.
 *
 * @throws DomainError UNAVAILABLE when the app's push key cannot be read; the message has failed then.
 */
export async function deliverPush(ctx: AppContext, row: MessageRow, signal: AbortSignal): Promise<PushCounts> {
  // Written down with every push message.
  const content = row.push!;
  try {
    const { subject } = ctx.push;
    const vapid = { ...(await pushKeys(ctx)), subject };
    const payload = pushPayload(content, row.notificationId);
    const lane = async () => {
      while (!signal.aborted) {
        const waiting = await takeNext(ctx, row.id);
        if (!waiting) return;
        await settlePush(ctx, waiting, await sendOne(ctx, waiting, payload, content, vapid));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  } catch (error) {
    await settleMessage(ctx, row, error instanceof Error ? error.message : null);
    throw error;
  }
  return settleMessage(ctx, row, null);
}

async function takeNext(ctx: AppContext, messageId: number): Promise<WaitingPush | null> {
  const { rows } = await ctx.db.execute<WaitingPush>(sql`
    with beat as (
      update messages set started_at = now()
      where id = ${messageId} and started_at < now() - make_interval(secs => ${BEAT_EVERY_S})
    ), next as (
      select id, subscription_id from pushes where message_id = ${messageId} and status = 'waiting'
      order by id limit 1 for update skip locked
    )
    update pushes p set status = 'sending', attempts = p.attempts + 1, error = null, status_code = null
    from next left join push_subscriptions s on s.id = next.subscription_id and s.app_id = ${ctx.appId}
    where p.id = next.id
    returning p.id::float8 as id, p.attempts, next.subscription_id::float8 as "subscriptionId", s.endpoint, s.p256dh, s.auth`);
  return rows[0] ?? null;
}

async function settleMessage(ctx: AppContext, row: MessageRow, problem: string | null): Promise<PushCounts> {
  const counts = await countPushes(ctx, row.id);
  const { status, error } = outcomeOf(counts);
  await ctx.db
    .update(messages)
    .set({
      status,
      error: problem ?? error,
      pushCounts: counts,
      ...(status === "sent" && { sentAt: sql`coalesce(${messages.sentAt}, now())` }),
    })
    .where(and(eq(messages.id, row.id), inArray(messages.status, ["sending", "failed", "uncertain", "sent"])));
  return counts;
}

/** What became of a message, by what became of its pushes. One that went to anybody was sent. */
export function outcomeOf(counts: PushCounts): { status: MessageStatus; error: string | null } {
  const { waiting, sending, sent, failed, gone, uncertain } = counts;
  const all = waiting + sending + sent + failed + gone + uncertain;
  // Nobody whom it is for is subscribed.
  if (all === 0) return { status: "kept", error: null };
  const parts = [
    failed > 0 && `${failed} failed`,
    uncertain + sending > 0 && `${uncertain + sending} got no answer`,
    waiting > 0 && `${waiting} were not sent before the run ended`,
    gone > 0 && `${gone} had unsubscribed and were removed`,
  ].filter(Boolean);
  const error = parts.length > 0 ? `Of ${all} pushes: ${parts.join(", ")}.` : null;
  if (sent > 0) return { status: "sent", error };
  return { status: uncertain + sending > 0 ? "uncertain" : "failed", error };
}
