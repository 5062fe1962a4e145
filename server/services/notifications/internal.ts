import { and, eq } from "drizzle-orm";
import { type NotificationRow, notifications } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { Notification } from "#domain/notification.ts";
import type { AppContext } from "../../context.ts";
import { isForEveryone, openUserFilter, originOf, reservePush } from "../push/index.ts";

export const toNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  status: row.status,
  data: row.data,
  scope: row.scope,
  orderAt: row.orderAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  push: row.push,
});

export const notificationNotFound = (id: number) =>
  notFound("NOTIFICATION_NOT_FOUND", `There is no notification with id ${id} in this app.`, "id");

/** The app's notification, locked. @throws DomainError NOTIFICATION_NOT_FOUND */
export async function lockNotification(tx: AppContext, id: number): Promise<NotificationRow> {
  const [row] = await tx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.appId, tx.appId)))
    .for("update");
  if (!row) throw notificationNotFound(id);
  return row;
}

/** Judged for each reader, so it takes no patterns. @throws DomainError INVALID_INPUT */
export async function checkScope(scope: Record<string, unknown> | null): Promise<void> {
  if (!isForEveryone(scope)) await openUserFilter(scope, { field: "scope", allowsPatterns: false }).close();
}

/**
 * Writes the push of a published notification down, in the caller's transaction. There is one for each notification,
 * however often it is published.
 */
export function reserveNotificationPush(tx: AppContext, row: NotificationRow, origin = originOf(tx)) {
  if (row.push === null) return null;
  return reservePush(
    tx,
    {
      content: row.push,
      to: row.scope,
      fields: { to: "scope", content: "pushNotification.payload." },
      notificationId: row.id,
      ...origin,
    },
    `notification:${row.id}`,
  );
}
