import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type MessageRow, type NotificationRow, notifications } from "#db/schema/index.ts";
import {
  type InsertNotificationInput,
  NOTIFICATIONS_PER_APP_MAX,
  type Notification,
  type NotificationRefInput,
  type UpdateNotificationInput,
} from "#domain/notification.ts";
import type { PushAnswer } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { carryOut, originOf } from "../push/index.ts";
import { storableJson } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import {
  checkScope,
  lockNotification,
  notificationNotFound,
  reserveNotificationPush,
  toNotification,
} from "./internal.ts";

export interface ChangedNotification {
  notification: Notification;
  /** What became of its push; null when none was due. */
  push: PushAnswer | null;
  /** An earlier attempt of the run had made it. */
  isRepeat: boolean;
}

/**
 * Puts a notification into the app's inbox, once for each `effectKey`, and pushes it when it is published and says so; a
 * scheduled one is pushed when its time comes. Neither is done when the push is refused.
 *
 * @throws DomainError INVALID_INPUT, RATE_LIMITED, UNAVAILABLE
 */
export async function insertNotification(
  ctx: AppContext,
  input: InsertNotificationInput,
  effectKey: string | null,
  signal: AbortSignal,
): Promise<ChangedNotification> {
  await checkScope(input.scope);
  const { row, isRepeat, message } = await inTransaction(ctx, async (tx) => {
    const [made] = await tx.db
      .insert(notifications)
      .values({
        appId: tx.appId,
        ...originOf(tx),
        status: input.status,
        effectKey,
        data: storableJson(input.data) as NotificationRow["data"],
        scope: storableJson(input.scope) as NotificationRow["scope"],
        push: storableJson(input.push) as NotificationRow["push"],
        orderAt: input.orderAt ?? sql`now()`,
      })
      .onConflictDoNothing({ target: notifications.effectKey })
      .returning();
    const row = made ?? (await madeBefore(tx, effectKey));
    if (made) await dropOldest(tx);
    const reserved = row.status === "published" ? await reserveNotificationPush(tx, row) : null;
    return { row, isRepeat: !made, message: reserved?.row ?? null };
  });
  return { notification: toNotification(row), push: await pushed(ctx, message, signal), isRepeat };
}

const pushed = (ctx: AppContext, message: MessageRow | null, signal: AbortSignal) =>
  message ? carryOut(ctx, message, signal) : null;

async function madeBefore(tx: AppContext, effectKey: string | null): Promise<NotificationRow> {
  const [row] = await tx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.effectKey, effectKey ?? ""), eq(notifications.appId, tx.appId)));
  if (!row) throw new Error("A notification was neither inserted nor there before.");
  return row;
}

async function dropOldest(tx: AppContext): Promise<void> {
  const surplus = tx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.appId, tx.appId))
    .orderBy(desc(notifications.orderAt), desc(notifications.id))
    .offset(NOTIFICATIONS_PER_APP_MAX);
  await tx.db.delete(notifications).where(inArray(notifications.id, surplus));
}

/**
 * Changes a notification. One that is published by it is pushed, if it says so and was not before.
 *
 * @throws DomainError NOTIFICATION_NOT_FOUND, INVALID_INPUT, RATE_LIMITED, UNAVAILABLE
 */
export async function updateNotification(
  ctx: AppContext,
  { id, status, data, scope, orderAt }: UpdateNotificationInput,
  signal: AbortSignal,
): Promise<ChangedNotification> {
  if (scope !== undefined) await checkScope(scope);
  const { row, message } = await inTransaction(ctx, async (tx) => {
    const before = await lockNotification(tx, id);
    const [row] = await tx.db
      .update(notifications)
      .set({
        ...(status && { status }),
        ...(data && { data: storableJson(data) as NotificationRow["data"] }),
        ...(scope !== undefined && { scope: storableJson(scope) as NotificationRow["scope"] }),
        ...(orderAt && { orderAt }),
        updatedAt: sql`now()`,
      })
      .where(eq(notifications.id, before.id))
      .returning();
    const isPublished = before.status !== "published" && row!.status === "published";
    const reserved = isPublished ? await reserveNotificationPush(tx, row!) : null;
    // Published a second time, its message has been sent and is not sent again.
    return { row: row!, message: reserved && !reserved.isRepeat ? reserved.row : null };
  });
  return { notification: toNotification(row), push: await pushed(ctx, message, signal), isRepeat: false };
}

/** Takes a notification out of every inbox. What was pushed stays pushed. @throws DomainError NOTIFICATION_NOT_FOUND */
export async function removeNotification(ctx: AppContext, { id }: NotificationRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(notifications)
      .where(and(eq(notifications.id, id), eq(notifications.appId, tx.appId)))
      .returning({ id: notifications.id, status: notifications.status });
    if (!row) throw notificationNotFound(id);
    // What a run does stands in its log.
    if (tx.actor.kind !== "run")
      await recordInApp(tx, {
        action: "remove-notification",
        before: { notificationId: row.id, status: row.status },
      });
    return { id: row.id };
  });
}
