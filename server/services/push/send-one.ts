import { setTimeout as wait } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type PushRow, pushes, pushSubscriptions } from "#db/schema/index.ts";
import type { PushContent } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { HandOverError } from "../messages/hand-over-error.ts";
import { encryptPush } from "./encrypt-push.ts";
import type { PushKeys } from "./push-keys.ts";

/** A push that this worker took, with its subscription; without an endpoint when that was removed meanwhile. */
export type WaitingPush = {
  id: number;
  attempts: number;
  subscriptionId: number;
  endpoint: string | null;
  p256dh: string | null;
  auth: string | null;
};

export type PushOutcome = Pick<PushRow, "status" | "statusCode" | "error">;

/** A push service that asks for more patience than this is asked no second time, seconds. */
const RETRY_AFTER_MAX_S = 5;
const RETRY_AFTER_DEFAULT_S = 1;

/** Sends one push, once more when its service is busy. Never rejects for a refusal. */
export async function sendOne(
  { push }: Pick<AppContext, "push">,
  { endpoint, p256dh, auth }: WaitingPush,
  payload: string,
  content: PushContent,
  vapid: PushKeys & { subject: string },
): Promise<PushOutcome> {
  if (endpoint === null || p256dh === null || auth === null)
    return { status: "gone", statusCode: null, error: "The subscription was removed before its turn came." };
  const send = () => push.post(encryptPush({ endpoint, p256dh, auth }, payload, content, vapid));
  try {
    const first = await send();
    const pauseS = first.retryAfterS ?? RETRY_AFTER_DEFAULT_S;
    if (!isBusy(first.status) || pauseS > RETRY_AFTER_MAX_S) return outcomeOf(first.status);
    await wait(pauseS * 1_000);
    return outcomeOf((await send()).status);
  } catch (error) {
    if (!(error instanceof HandOverError)) throw error;
    return { status: error.isUncertain ? "uncertain" : "failed", statusCode: null, error: error.message };
  }
}

const isBusy = (status: number) => status === 429 || status >= 500;

/** What a push service's answer means (RFC 8030 section 5, RFC 8292 section 4.2). */
function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return { status: "sent", statusCode: status, error: null };
  if (status === 404 || status === 410)
    return { status: "gone", statusCode: status, error: "The browser is subscribed no more." };
  return {
    status: "failed",
    statusCode: status,
    error: `The push service answered with ${status}${meaningOf(status)}.`,
  };
}

function meaningOf(status: number): string {
  if (status === 401 || status === 403)
    return ": it does not know the app's push key for this subscription, so the browser has to subscribe again";
  if (status === 413) return ": the message is too long for it";
  if (status === 429) return ": too many at once";
  return "";
}

/** Writes down what came of a push, and removes a subscription that is dead. */
export async function settlePush(
  { db, appId }: Pick<AppContext, "db" | "appId">,
  { id, attempts, subscriptionId, endpoint }: WaitingPush,
  outcome: PushOutcome,
): Promise<void> {
  await db
    .update(pushes)
    .set(outcome)
    // Given up for lost in the meantime or not: our word is the truth, unless somebody began to send it again.
    .where(and(eq(pushes.id, id), eq(pushes.attempts, attempts), inArray(pushes.status, ["sending", "uncertain"])));
  if (endpoint === null) return;
  const subscription = and(eq(pushSubscriptions.id, subscriptionId), eq(pushSubscriptions.appId, appId));
  if (outcome.status === "gone") await db.delete(pushSubscriptions).where(subscription);
  else
    await db
      .update(pushSubscriptions)
      .set(outcome.status === "sent" ? { lastSentAt: sql`now()`, lastError: null } : { lastError: outcome.error })
      .where(subscription);
}
