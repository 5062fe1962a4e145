import { and, desc, eq, lt } from "drizzle-orm";
import { type PushSubscriptionRow, pushSubscriptions } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { ListSubscriptionsInput, PushSubscriptionInfo, SubscriptionRefInput } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

/** The app's subscriptions, newest first; `nextCursor` fetches older ones and is null at the end. */
export async function listSubscriptions(
  ctx: AppContext,
  { limit = 50, cursor }: ListSubscriptionsInput,
): Promise<{ subscriptions: PushSubscriptionInfo[]; nextCursor: number | null; total: number }> {
  const ofApp = eq(pushSubscriptions.appId, ctx.appId);
  const rows = await ctx.db
    .select()
    .from(pushSubscriptions)
    .where(and(ofApp, cursor ? lt(pushSubscriptions.id, cursor) : undefined))
    .orderBy(desc(pushSubscriptions.id))
    .limit(limit + 1);
  return {
    subscriptions: rows.slice(0, limit).map(toInfo),
    nextCursor: rows.length > limit ? rows[limit - 1]!.id : null,
    total: await ctx.db.$count(pushSubscriptions, ofApp),
  };
}

/** @throws DomainError SUBSCRIPTION_NOT_FOUND */
export async function removeSubscription(ctx: AppContext, { id }: SubscriptionRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.appId, tx.appId)))
      .returning({ id: pushSubscriptions.id, userId: pushSubscriptions.userId });
    if (!row) throw subscriptionNotFound(id);
    await recordInApp(tx, {
      action: "remove-subscription",
      before: { subscriptionId: row.id, ...(row.userId !== null && { userId: row.userId }) },
    });
    return { id: row.id };
  });
}

export const subscriptionNotFound = (id: number) =>
  notFound("SUBSCRIPTION_NOT_FOUND", `There is no push subscription with id ${id} in this app.`, "id");

/** Never its endpoint or keys: with them others could take it back, or read what is sent to it. */
function toInfo(row: PushSubscriptionRow): PushSubscriptionInfo {
  const { id, userId, user, userAgent, endpoint, createdAt, confirmedAt, lastSentAt, lastError } = row;
  return {
    id,
    userId,
    userName: user?.name ?? user?.email ?? null,
    userAgent,
    service: new URL(endpoint).host,
    createdAt: createdAt.toISOString(),
    confirmedAt: confirmedAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
    lastError,
  };
}
