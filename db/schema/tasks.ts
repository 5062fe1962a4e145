import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";
import { screens } from "./screens.ts";

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
    /** Cron expression; null for a task that only runs on demand. */
    frequency: text("frequency"),
    timezone: text("timezone").notNull().default("UTC"),
    timeoutMs: integer("timeout_ms").notNull(),
    /** The fire that the scheduler plans next; null while inactive, removed or without a frequency. */
    nextFireAt: at("next_fire_at"),
    /** Why the schedule cannot be computed any more (a zone that vanished, say); such a task does not fire. */
    scheduleError: text("schedule_error"),
    /** Start of the newest run that started. */
    lastRunAt: at("last_run_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Set when removed: the runs keep their task. */
    deletedAt: at("deleted_at"),
  },
  (t) => [
    uniqueIndex("tasks_name").on(t.appId, t.name).where(sql`deleted_at is null`),
    index("tasks_due").on(t.nextFireAt).where(sql`next_fire_at is not null`),
    index("tasks_screen").on(t.screenId),
  ],
);

/** What a task's schedule was from when on, so that an audit can tell which fires were expected when. */
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
    /** Fires after this instant follow this row. */
    effectiveAt: at("effective_at").notNull(),
    /** Null: no fires from here on (inactive, on demand, removed). */
    frequency: text("frequency"),
    timezone: text("timezone").notNull(),
    changedBy: text("changed_by"),
  },
  (t) => [index("schedule_changes_task").on(t.taskId, t.effectiveAt)],
);

export type TaskRow = typeof tasks.$inferSelect;
