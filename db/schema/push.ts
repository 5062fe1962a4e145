import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { PUSH_STATUSES } from "#domain/push.ts";
import type { AppUser } from "#domain/user.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref } from "./columns.ts";
import { messages } from "./messages.ts";

export const pushStatus = pgEnum("push_status", PUSH_STATUSES);

/** A browser that agreed to push messages of an app. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Address at the browser's push service; whoever knows it may take the subscription back. */
    endpoint: text("endpoint").notNull(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** The app user that it belongs to, as a signed user token said; null for nobody known. */
    userId: text("user_id"),
    /** The claims of that token, for choosing whom to tell. */
    user: jsonb("app_user").$type<AppUser>(),
    /** What the page says its browser is; shown, never relied on. */
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    /** When the browser last said that it is subscribed. */
    confirmedAt: at("confirmed_at").notNull().defaultNow(),
    lastSentAt: at("last_sent_at"),
    lastError: text("last_error"),
  },
  (t) => [
    uniqueIndex("push_subscriptions_endpoint").on(t.appId, t.endpoint),
    index("push_subscriptions_user").on(t.appId, t.userId),
    index("push_subscriptions_app").on(t.appId, t.id),
  ],
);

/** One push message to one subscription, and what its push service said. */
export const pushes = pgTable(
  "pushes",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    messageId: ref("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    /** Kept after a dead subscription was removed, with whose it was. */
    subscriptionId: ref("subscription_id").notNull(),
    userId: text("user_id"),
    userAgent: text("user_agent"),
    status: pushStatus("status").notNull().default("waiting"),
    /** HTTP status of the push service; null when it gave none. */
    statusCode: integer("status_code"),
    error: text("error"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    // A message is one call through all attempts of its run: it goes to a subscription once.
    uniqueIndex("pushes_once").on(t.messageId, t.subscriptionId),
    index("pushes_status").on(t.messageId, t.status, t.id),
    index("pushes_volume").on(t.appId, t.createdAt),
  ],
);

export type PushSubscriptionRow = typeof pushSubscriptions.$inferSelect;
export type PushRow = typeof pushes.$inferSelect;
