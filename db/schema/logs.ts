import { sql } from "drizzle-orm";
import { index, integer, json, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { LOG_ENTRY_TYPES } from "#domain/log.ts";
import { LOG_LEVELS, LOG_LINE_KINDS, LOG_MODES } from "#domain/log-values.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref } from "./columns.ts";
import { runs } from "./runs.ts";
import { tasks } from "./tasks.ts";

export const logLevel = pgEnum("log_level", LOG_LEVELS);
export const logLineKind = pgEnum("log_line_kind", LOG_LINE_KINDS);
export const logEntryType = pgEnum("log_entry_type", LOG_ENTRY_TYPES);
export const logMode = pgEnum("log_mode", LOG_MODES);

export const logLines = pgTable(
  "log_lines",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    taskId: ref("task_id").notNull(),
    runId: ref("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    /** 1, 2, 3 … within the run, without a hole. */
    seq: integer("seq").notNull(),
    at: at("at").notNull(),
    level: logLevel("level").notNull(),
    kind: logLineKind("kind").notNull(),
    message: text("message").notNull(),
    /** Arguments of a console call as a JSON array. */
    args: json("args").$type<unknown[]>(),
    /** How long the recorded call took; null for lines that are no call. */
    durationMs: integer("duration_ms"),
  },
  (t) => [
    uniqueIndex("log_lines_run").on(t.runId, t.seq),
    index("log_lines_app").on(t.appId, t.id),
    index("log_lines_task").on(t.taskId, t.id),
    index("log_lines_at").on(t.appId, t.at),
    index("log_lines_message").using("gin", sql`message gin_trgm_ops`),
  ],
);

/** The record of a finished run; result and error stand in the run. */
export const logEntries = pgTable(
  "log_entries",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    taskId: ref("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    runId: ref("run_id")
      .notNull()
      .unique()
      .references(() => runs.id, { onDelete: "cascade" }),
    type: logEntryType("type").notNull(),
    mode: logMode("mode").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("log_entries_app").on(t.appId, t.id), index("log_entries_task").on(t.taskId, t.id)],
);
