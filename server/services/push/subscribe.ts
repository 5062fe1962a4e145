import { and, asc, count, eq, isNull, ne, sql } from "drizzle-orm";
import { apps, type PushSubscriptionRow, pushSubscriptions } from "#db/schema/index.ts";
import { badInput, conflict } from "#domain/errors.ts";
import {
  SUBSCRIPTIONS_PER_APP_MAX,
  SUBSCRIPTIONS_PER_USER_MAX,
  type SubscribeInput,
  type UnsubscribeInput,
} from "#domain/push.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { isPushKey } from "./encrypt-push.ts";

/**
 * Keeps a browser's subscription, or what changed about it. It belongs to the user whom a signed user token named, and to
 * nobody without one, also when it was somebody's before: who signed out gets no more of what was for them.
 *
 * @throws DomainError INVALID_INPUT, SUBSCRIPTION_LIMIT_REACHED when the app has as many as it can.
 */
export async function subscribe(
  ctx: AppContext,
  { endpoint, keys, userAgent }: SubscribeInput,
): Promise<{ id: number; userId: string | null }> {
  const refusal = ctx.push.refuses(new URL(endpoint));
  if (refusal !== null) throw badInput("INVALID_INPUT", refusal, "endpoint");
  if (!isPushKey(keys.p256dh))
    throw badInput("INVALID_INPUT", "keys.p256dh is no key that messages can be encrypted for.", "keys.p256dh");
  const user = subscriberOf(ctx);
  const known = {
    p256dh: keys.p256dh.replace(/=+$/, ""),
    auth: keys.auth.replace(/=+$/, ""),
    userId: user?.sub ?? null,
    user,
    userAgent: userAgent ? storableText(userAgent) : null,
    confirmedAt: sql`now()`,
    lastError: null,
  };
  return inTransaction(ctx, async (tx) => {
    // Held, so that subscriptions made at the same moment count one after the other.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    await makeRoom(tx, endpoint, user);
    const [row] = await tx.db
      .insert(pushSubscriptions)
      .values({ appId: tx.appId, endpoint, ...known })
      .onConflictDoUpdate({ target: [pushSubscriptions.appId, pushSubscriptions.endpoint], set: known })
      .returning({ id: pushSubscriptions.id, userId: pushSubscriptions.userId });
    return row!;
  });
}

/** Removes the subscription with this endpoint, which only its browser knows. One that is not there is no error. */
export async function unsubscribe(ctx: AppContext, { endpoint }: UnsubscribeInput): Promise<{ removed: boolean }> {
  const removed = await ctx.db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.appId, ctx.appId), eq(pushSubscriptions.endpoint, endpoint)))
    .returning({ id: pushSubscriptions.id });
  return { removed: removed.length > 0 };
}

/** The app user whom a token's signed user token named; null for everybody else. */
export const subscriberOf = ({ actor }: Pick<AppContext, "actor">): AppUser | null =>
  actor.kind === "token" ? (actor.user ?? null) : null;

/** Users come before pages that nobody is known of: a public token must not be able to lock them out. */
async function makeRoom(tx: AppContext, endpoint: string, user: AppUser | null): Promise<void> {
  const others = and(eq(pushSubscriptions.appId, tx.appId), ne(pushSubscriptions.endpoint, endpoint));
  if (user) {
    const ofUser = and(others, eq(pushSubscriptions.userId, user.sub));
    const [theirs] = await tx.db.select({ n: count() }).from(pushSubscriptions).where(ofUser);
    if (theirs!.n >= SUBSCRIPTIONS_PER_USER_MAX) await removeOldest(tx, ofUser);
  }
  const [all] = await tx.db.select({ n: count() }).from(pushSubscriptions).where(others);
  if (all!.n < SUBSCRIPTIONS_PER_APP_MAX) return;
  if (user && (await removeOldest(tx, and(others, isNull(pushSubscriptions.userId))))) return;
  throw conflict(
    "SUBSCRIPTION_LIMIT_REACHED",
    `This app has ${all!.n.toLocaleString("en")} push subscriptions, which is all it can have.`,
  );
}

async function removeOldest(tx: AppContext, among: ReturnType<typeof and>): Promise<PushSubscriptionRow | undefined> {
  const [oldest] = await tx.db
    .select()
    .from(pushSubscriptions)
    .where(among)
    .orderBy(asc(pushSubscriptions.confirmedAt), asc(pushSubscriptions.id))
    .limit(1);
  if (oldest) await tx.db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, oldest.id));
  return oldest;
}
