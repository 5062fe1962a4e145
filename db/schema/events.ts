import { index, integer, json, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";
import { runs } from "./runs.ts";
import { tasks } from "./tasks.ts";

const appId = () =>
  ref("app_id")
    .notNull()
    .references(() => apps.id, { onDelete: "cascade" });

const taskId = () =>
  ref("task_id")
    .notNull()
    .references(() => tasks.id, { onDelete: "cascade" });

/** A task's wish to run when something happens in its app. */
export const eventTriggers = pgTable(
  "event_triggers",
  {
    id: id(),
    appId: appId(),
    taskId: taskId(),
    /** `dataSource.entry.create` and so on. */
    eventType: text("event_type").notNull(),
    /** A filter over the event, MongoDB style, beside its type. */
    where: jsonb("where").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [index("event_triggers_app").on(t.appId, t.eventType), index("event_triggers_task").on(t.taskId)],
);

/** What happened in an app that a trigger asked for: the entry that its runs were made for. */
export const appEvents = pgTable(
  "app_events",
  {
    id: id(),
    appId: appId(),
    type: text("type").notNull(),
    dataSourceId: ref("data_source_id"),
    dataSourceEntryId: ref("data_source_entry_id"),
    taskId: ref("task_id"),
    /** The run that caused it; null when a person, a token or the system did. */
    runId: ref("run_id").references(() => runs.id, { onDelete: "cascade" }),
    actorName: text("actor_name").notNull(),
    data: json("data").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("app_events_app").on(t.appId, t.id), index("app_events_run").on(t.runId)],
);

export const webhookKind = pgEnum("webhook_kind", ["hmac", "key"]);

/** An address at which another system asks for a run of one task. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id(),
    appId: appId(),
    taskId: taskId(),
    name: text("name").notNull(),
    /** What the address holds: random, but no secret, since addresses are logged. */
    publicId: text("public_id").notNull().unique(),
    kind: webhookKind("kind").notNull(),
    /** The key that calls are signed with or carry, encrypted. */
    ciphertext: text("ciphertext").notNull(),
    keyId: text("key_id").notNull(),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("webhooks_app").on(t.appId), index("webhooks_task").on(t.taskId)],
);

/** Another system's address that is told what happens in an app. */
export const endpoints = pgTable(
  "endpoints",
  {
    id: id(),
    appId: appId(),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    /** Kinds of events that it is told of. */
    events: text("events").array().notNull(),
    /** The key that deliveries are signed with, encrypted. */
    ciphertext: text("ciphertext").notNull(),
    keyId: text("key_id").notNull(),
    /** Set while it is switched off, by a person or after failures without end. */
    disabledAt: at("disabled_at"),
    disabledReason: text("disabled_reason"),
    /** When deliveries began to fail without one that arrived since. */
    failingSince: at("failing_since"),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: at("deleted_at"),
  },
  (t) => [index("endpoints_app").on(t.appId)],
);

export const deliveryStatus = pgEnum("delivery_status", ["pending", "delivered", "failed"]);

/** One event on its way to one endpoint. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    appId: appId(),
    endpointId: ref("endpoint_id")
      .notNull()
      .references(() => endpoints.id, { onDelete: "cascade" }),
    /** The webhook's id: the same at each attempt, so that the receiver can tell a repeat. */
    messageId: text("message_id").notNull(),
    eventType: text("event_type").notNull(),
    /** The body to the letter, as it is signed. */
    body: text("body").notNull(),
    runId: ref("run_id").references(() => runs.id, { onDelete: "cascade" }),
    status: deliveryStatus("status").notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** When it is due; also the end of the lease of who is sending it. Null once it has ended. */
    nextAttemptAt: at("next_attempt_at"),
    /** What the last attempt was answered with; null when nothing was. */
    lastStatusCode: integer("last_status_code"),
    lastError: text("last_error"),
    lastDurationMs: integer("last_duration_ms"),
    createdAt: createdAt(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    uniqueIndex("deliveries_message").on(t.endpointId, t.messageId),
    index("deliveries_due").on(t.nextAttemptAt),
    index("deliveries_app").on(t.appId, t.id),
    index("deliveries_endpoint").on(t.endpointId, t.id),
    index("deliveries_run").on(t.runId),
  ],
);

export type EventTriggerRow = typeof eventTriggers.$inferSelect;
export type AppEventRow = typeof appEvents.$inferSelect;
export type WebhookRow = typeof webhooks.$inferSelect;
export type EndpointRow = typeof endpoints.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;
