import type { MessageRow } from "#db/schema/index.ts";
import { forbidden } from "#domain/errors.ts";
import {
  PUSH_TTL_S_DEFAULT,
  type PushAnswer,
  type PushContent,
  type SendPushInput,
  type SubscriptionRefInput,
} from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { chooseSubscriptions } from "./choose-subscriptions.ts";
import { deliverPush } from "./deliver-push.ts";
import { countPushes, toPushAnswer } from "./internal.ts";
import { originOf, reservePush } from "./reserve-push.ts";
import { subscriptionNotFound } from "./subscriptions.ts";

export interface SentPush {
  answer: PushAnswer;
  title: string;
  /** An earlier attempt of the run had made the message: this one sent what that left, if anything. */
  isRepeat: boolean;
}

/**
 * Pushes a message to the subscriptions that it names, once to each for each `effectKey`. Resolves whatever the push
 * services said; the answer counts it.
 *
 * @param signal ends the sending early; what then waits is sent by the next attempt of the run, if there is one
 * @throws DomainError FORBIDDEN for another app, INVALID_INPUT, RATE_LIMITED, UNAVAILABLE without a readable push key.
 */
export async function sendPush(
  ctx: AppContext,
  { appId, options: { content, subscription } }: SendPushInput,
  effectKey: string | null,
  signal: AbortSignal,
): Promise<SentPush> {
  if (appId !== ctx.appId) {
    throw forbidden(
      `This screen belongs to app ${ctx.appId} and may push to its subscribers only, not to those of app ${appId}. Pass Fliplet.Env.get('appId').`,
    );
  }
  const fields = { to: "subscription", content: "" };
  const draft = { content, to: subscription, fields, notificationId: null, ...originOf(ctx) };
  const { row, isRepeat } = await reservePush(ctx, draft, effectKey);
  return { answer: await carryOut(ctx, row, signal), title: content.title, isRepeat };
}

/** Delivers what a message still has to send. */
export async function carryOut(ctx: AppContext, row: MessageRow, signal: AbortSignal): Promise<PushAnswer> {
  const counts = row.status === "sending" ? await deliverPush(ctx, row, signal) : await countPushes(ctx, row.id);
  return toPushAnswer(row.id, counts);
}

const TEST: PushContent = {
  title: "It works",
  body: "A test from App Tasks: this browser gets the app's push messages.",
  ttl: Math.min(600, PUSH_TTL_S_DEFAULT),
  urgency: "high",
};

/** Pushes a test to one subscription. @throws DomainError SUBSCRIPTION_NOT_FOUND, RATE_LIMITED, UNAVAILABLE */
export async function sendTestPush(ctx: AppContext, { id }: SubscriptionRefInput): Promise<PushAnswer> {
  const [found] = await chooseSubscriptions(ctx, id, "id");
  if (found === undefined) throw subscriptionNotFound(id);
  const draft = { content: TEST, to: id, fields: { to: "id", content: "" }, notificationId: null, ...originOf(ctx) };
  const row = await inTransaction(ctx, async (tx) => {
    const reserved = await reservePush(tx, draft, null);
    await recordInApp(tx, { action: "send-test-push", after: { subscriptionId: id, messageId: reserved.row.id } });
    return reserved.row;
  });
  return carryOut(ctx, row, new AbortController().signal);
}
