import { sql } from "drizzle-orm";
import { boolean, index, integer, json, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { MISFIRE_POLICIES, OVERLAP_POLICIES, type RetryableStatus } from "#domain/policy.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";
import { screens } from "./screens.ts";

export const misfirePolicy = pgEnum("misfire_policy", MISFIRE_POLICIES);
export const overlapPolicy = pgEnum("overlap_policy", OVERLAP_POLICIES);

export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    screenId: ref("screen_id")
      .notNull()
      .references(() => screens.id),
    active: boolean("active").notNull().default(true),
    /** Whether publishable tokens, which stand in pages for everyone to read, may run it. */
    callable: boolean("callable").notNull().default(false),
    /** The zone of a schedule that names none. */
    timezone: text("timezone").notNull().default("UTC"),
    timeoutMs: integer("timeout_ms").notNull(),
    misfire: misfirePolicy("misfire").notNull().default("latest"),
    /** Under `skip`: how late a fire may be and still run. */
    misfireGraceMs: integer("misfire_grace_ms").notNull(),
    overlap: overlapPolicy("overlap").notNull().default("skip"),
    /** Executions beyond the first that failures may use up. */
    retries: integer("retries").notNull().default(0),
    /** Pause before the first retry; it doubles with each further one. */
    retryDelayMs: integer("retry_delay_ms").notNull(),
    retryOn: text("retry_on").array().$type<RetryableStatus[]>().notNull(),
    /** Fires start up to this much after their time, by an offset that is fixed for each schedule. */
    spreadMs: integer("spread_ms").notNull().default(0),
    /** No fires before it. */
    startsAt: at("starts_at"),
    /** No fires after it. */
    endsAt: at("ends_at"),
    /** No fires until then; in the past it says nothing. */
    pausedUntil: at("paused_until"),
    /** Start of the newest run that started. */
    lastRunAt: at("last_run_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Set when removed: the runs keep their task. */
    deletedAt: at("deleted_at"),
  },
  (t) => [
    uniqueIndex("tasks_name").on(t.appId, t.name).where(sql`deleted_at is null`),
    index("tasks_screen").on(t.screenId),
  ],
);

/** When a task fires. A task without any runs on demand only; the first one is the task's `frequency`. */
export const schedules = pgTable(
  "schedules",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    taskId: ref("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    /** Place among the task's schedules, from 0. */
    position: integer("position").notNull(),
    /** Cron expression. */
    frequency: text("frequency").notNull(),
    timezone: text("timezone").notNull(),
    /** What its runs get; null when nothing was set. */
    payload: json("payload"),
    /** The fire that the scheduler plans next; null while the task is inactive or removed, or when there is none. */
    nextFireAt: at("next_fire_at"),
    /** Why the next fire cannot be computed any more (a zone that vanished, say); such a schedule does not fire. */
    error: text("error"),
    createdAt: createdAt(),
    /** Set when removed: its fires stay in the ledger. */
    deletedAt: at("deleted_at"),
  },
  (t) => [
    index("schedules_due").on(t.nextFireAt).where(sql`next_fire_at is not null`),
    index("schedules_task").on(t.taskId),
    index("schedules_app").on(t.appId),
  ],
);

/** What a schedule was from when on, so that an audit can tell which fires were expected when. */
export const scheduleChanges = pgTable(
  "schedule_changes",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    taskId: ref("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    scheduleId: ref("schedule_id")
      .notNull()
      .references(() => schedules.id, { onDelete: "cascade" }),
    /** Fires after this instant follow this row. */
    effectiveAt: at("effective_at").notNull(),
    /** Null: no fires from here on (inactive, removed). */
    frequency: text("frequency"),
    timezone: text("timezone").notNull(),
    /** No fires before it: the task's start, or the end of a pause. */
    startsAt: at("starts_at"),
    endsAt: at("ends_at"),
    changedBy: text("changed_by"),
  },
  (t) => [index("schedule_changes_task").on(t.taskId, t.effectiveAt)],
);

export type TaskRow = typeof tasks.$inferSelect;
export type ScheduleRow = typeof schedules.$inferSelect;
