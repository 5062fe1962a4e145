import { sql } from "drizzle-orm";
import { index, jsonb, pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { NOTIFICATION_STATUSES, type NotificationData } from "#domain/notification.ts";
import type { PushContent } from "#domain/push.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";

export const notificationStatus = pgEnum("notification_status", NOTIFICATION_STATUSES);

/** What stands in the in-app inbox of an app's users. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Null for a test run, which leaves no run behind. */
    taskId: ref("task_id"),
    runId: ref("run_id"),
    status: notificationStatus("status").notNull(),
    /** The call that made it, the same when its run is tried again. */
    effectKey: text("effect_key").unique(),
    data: jsonb("data").$type<NotificationData>().notNull(),
    /** Whom it is for: a filter over users; null for everyone. */
    scope: jsonb("scope").$type<Record<string, unknown>>(),
    /** What is pushed when it is published; null for the inbox alone. */
    push: jsonb("push").$type<PushContent>(),
    /** Where it stands among the others, and when a scheduled one is shown. */
    orderAt: at("order_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("notifications_app").on(t.appId, t.orderAt, t.id),
    index("notifications_due").on(t.orderAt).where(sql`status = 'scheduled'`),
  ],
);

/** Which user of an app has read which notification. */
export const notificationReads = pgTable(
  "notification_reads",
  {
    notificationId: ref("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    /** The user's id, as the app's user tokens have it. */
    userId: text("user_id").notNull(),
    readAt: at("read_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.notificationId, t.userId] })],
);

export type NotificationRow = typeof notifications.$inferSelect;
