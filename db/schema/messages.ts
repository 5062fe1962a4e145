import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { MESSAGE_CHANNELS, MESSAGE_STATUSES, type MessageRecipient, type StoredAttachment } from "#domain/message.ts";
import type { PushContent, PushCounts } from "#domain/push.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref } from "./columns.ts";

export const messageChannel = pgEnum("message_channel", MESSAGE_CHANNELS);
export const messageStatus = pgEnum("message_status", MESSAGE_STATUSES);

/** Every mail, text message and push message that a run handed over, or tried to: the app's outbox. */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Null for a test run, which leaves no run behind. */
    taskId: ref("task_id"),
    runId: ref("run_id"),
    channel: messageChannel("channel").notNull(),
    status: messageStatus("status").notNull(),
    /** The call that sent it, the same when its run is tried again: one message a call, however many attempts. */
    effectKey: text("effect_key").unique(),
    recipients: jsonb("recipients").$type<MessageRecipient[]>().notNull(),
    fromName: text("from_name"),
    subject: text("subject"),
    /** HTML of a mail, empty when it has only text; text of a text message. */
    body: text("body").notNull(),
    /** Plain text of a mail that has some. */
    text: text("text"),
    headers: jsonb("headers").$type<Record<string, string>>().notNull().default({}),
    attachments: jsonb("attachments").$type<StoredAttachment[]>().notNull().default([]),
    /** A mail's Message-ID, a text message's `webhook-id`; the same each time it is handed over. */
    messageId: text("message_id").notNull(),
    /** What a push message says; null for the other channels. */
    push: jsonb("push").$type<PushContent>(),
    /** Of a push message, how many of its pushes have which status, when that was last written down. */
    pushCounts: jsonb("push_counts").$type<PushCounts>(),
    /** The notification that it announces; kept after that was removed. */
    notificationId: ref("notification_id"),
    error: text("error"),
    /** Attempts at handing it over. */
    attempts: integer("attempts").notNull().default(0),
    createdAt: createdAt(),
    /** When handing it over last began. */
    startedAt: at("started_at").notNull().defaultNow(),
    sentAt: at("sent_at"),
  },
  (t) => [
    index("messages_app").on(t.appId, t.id),
    index("messages_notification").on(t.notificationId).where(sql`notification_id is not null`),
    index("messages_run").on(t.runId).where(sql`run_id is not null`),
    index("messages_volume").on(t.appId, t.channel, t.createdAt),
    index("messages_sending").on(t.startedAt).where(sql`status = 'sending'`),
  ],
);

export type MessageRow = typeof messages.$inferSelect;
