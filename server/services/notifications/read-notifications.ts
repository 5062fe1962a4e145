import { and, desc, eq, sql } from "drizzle-orm";
import { messages, notificationReads, notifications, tasks } from "#db/schema/index.ts";
import type {
  FindNotificationsInput,
  Notification,
  NotificationRefInput,
  NotificationSummary,
} from "#domain/notification.ts";
import type { AppContext } from "../../context.ts";
import { notificationNotFound, toNotification } from "./internal.ts";

/** @throws DomainError NOTIFICATION_NOT_FOUND */
export async function getNotification(ctx: AppContext, { id }: NotificationRefInput): Promise<Notification> {
  const [row] = await ctx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.appId, ctx.appId)));
  if (!row) throw notificationNotFound(id);
  return toNotification(row);
}

/** The app's notifications, whoever they are for, newest first by `orderAt`. */
export async function findNotifications(
  ctx: AppContext,
  { status, limit = 50, offset = 0 }: FindNotificationsInput,
): Promise<Notification[]> {
  const rows = await ctx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.appId, ctx.appId), status && eq(notifications.status, status)))
    .orderBy(desc(notifications.orderAt), desc(notifications.id))
    .limit(limit)
    .offset(offset);
  return rows.map(toNotification);
}

/** The same with what became of each, and how many there are in all. */
export async function listNotifications(
  ctx: AppContext,
  { status, limit = 50, offset = 0 }: FindNotificationsInput,
): Promise<{ notifications: NotificationSummary[]; total: number }> {
  const where = and(eq(notifications.appId, ctx.appId), status && eq(notifications.status, status));
  const rows = await ctx.db
    .select({
      row: notifications,
      taskName: tasks.name,
      messageId: messages.id,
      pushCounts: messages.pushCounts,
      reads: sql<number>`(select count(*)::int from ${notificationReads}
        where ${notificationReads.notificationId} = ${notifications.id})`,
    })
    .from(notifications)
    .leftJoin(tasks, eq(tasks.id, notifications.taskId))
    .leftJoin(messages, eq(messages.notificationId, notifications.id))
    .where(where)
    .orderBy(desc(notifications.orderAt), desc(notifications.id))
    .limit(limit)
    .offset(offset);
  return {
    notifications: rows.map(({ row, ...beside }) => ({
      ...toNotification(row),
      taskId: row.taskId,
      runId: row.runId,
      ...beside,
    })),
    total: await ctx.db.$count(notifications, where),
  };
}
