import { sql } from "drizzle-orm";
import { boolean, check, index, integer, json, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { RunErrorInfo } from "#domain/errors.ts";
import { ENVIRONMENTS, RUN_STATUSES, RUN_TRIGGERS } from "#domain/run.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref } from "./columns.ts";
import { screens, screenVersions } from "./screens.ts";
import { schedules, tasks } from "./tasks.ts";

export const runStatus = pgEnum("run_status", RUN_STATUSES);
export const runTrigger = pgEnum("run_trigger", RUN_TRIGGERS);
export const environment = pgEnum("environment", ENVIRONMENTS);

/** One intention to execute, and what became of it. Rows with a fire time are the ledger. */
export const runs = pgTable(
  "runs",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    taskId: ref("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    screenId: ref("screen_id")
      .notNull()
      .references(() => screens.id),
    /** The code that ran; chosen when the run starts. */
    screenVersionId: ref("screen_version_id").references(() => screenVersions.id),
    environment: environment("environment").notNull(),
    trigger: runTrigger("trigger").notNull(),
    status: runStatus("status").notNull(),
    /** The schedule that fired; null for a run that was asked for. */
    scheduleId: ref("schedule_id").references(() => schedules.id, { onDelete: "cascade" }),
    /** The instant that the schedule named; null for a run that was asked for. */
    fireAt: at("fire_at"),
    /** The past fire that a backfill makes up for. */
    backfillOf: at("backfill_of"),
    /** Not to start before: the fire spread or moved, or the pause before a retry. Null: at once. */
    effectiveAt: at("effective_at"),
    /** Runs of one lane wait for each other: `overlap` of a task, or a backfill. */
    lane: text("lane"),
    /** Waits, without a job, until a run of its lane ends. */
    held: boolean("held").notNull().default(false),
    /** JSON kept to the letter: `json`, not `jsonb`, so that keys stay in order and numbers as written. */
    payload: json("payload"),
    result: json("result"),
    error: json("error").$type<RunErrorInfo>(),
    /** Why a fire became no execution. */
    reason: text("reason"),
    /** 0 for a run that a person, an app or the schedule asked for; one more for each run that runs a task. */
    depth: integer("depth").notNull().default(0),
    parentRunId: ref("parent_run_id"),
    replayOf: ref("replay_of"),
    requestedBy: text("requested_by"),
    /** The token that asked for it, also when that was revoked since; null for everything else that starts a run. */
    requestedByTokenId: ref("requested_by_token_id"),
    /** The app user on whose behalf the run was asked for: the claims of a signed user token. */
    user: json("user").$type<Record<string, unknown>>(),
    idempotencyKey: text("idempotency_key"),
    /** Id of the queue's job. */
    jobId: uuid("job_id").notNull().defaultRandom(),
    /** Executions that failed and were or will be tried again. */
    failures: integer("failures").notNull().default(0),
    /** Executions begun; also the fencing token of the lease. */
    attempt: integer("attempt").notNull().default(0),
    leaseOwner: text("lease_owner"),
    /** On the database's clock. Past it, the worker has lost the run. */
    leaseExpiresAt: at("lease_expires_at"),
    cancelRequestedAt: at("cancel_requested_at"),
    queuedAt: at("queued_at").notNull().defaultNow(),
    startedAt: at("started_at"),
    finishedAt: at("finished_at"),
    durationMs: integer("duration_ms"),
  },
  (t) => [
    uniqueIndex("runs_one_per_fire").on(t.scheduleId, t.fireAt).where(sql`fire_at is not null`),
    check("runs_fire", sql`(fire_at is null) = (schedule_id is null)`),
    index("runs_fire_at").on(t.appId, t.fireAt).where(sql`fire_at is not null`),
    index("runs_backfill").on(t.taskId, t.backfillOf).where(sql`backfill_of is not null`),
    index("runs_lane").on(t.lane, t.id).where(sql`held`),
    uniqueIndex("runs_idempotency").on(t.taskId, t.idempotencyKey).where(sql`idempotency_key is not null`),
    index("runs_app").on(t.appId, t.id),
    index("runs_task").on(t.taskId, t.id),
    index("runs_status").on(t.appId, t.status, t.id),
    index("runs_duration").on(t.appId, t.durationMs, t.id).where(sql`duration_ms is not null`),
    index("runs_with_error").on(t.appId, t.id).where(sql`error is not null`),
    index("runs_screen_completed").on(t.screenId, t.id).where(sql`status = 'completed'`),
    index("runs_screen_version").on(t.screenVersionId),
    // A run has ended if and only if it says when, and how it ended is told by what stands beside it.
    check("runs_finished_at", sql`(status in ('queued', 'running')) = (finished_at is null)`),
    check(
      "runs_error",
      sql`(status not in ('failed', 'timed_out', 'out_of_memory', 'crashed')) = (error is null) or status = 'cancelled'`,
    ),
    check("runs_reason", sql`status not in ('skipped', 'missed') or reason is not null`),
    index("runs_unfinished").on(t.status, t.leaseExpiresAt).where(sql`status in ('queued', 'running')`),
  ],
);

/** One execution of a run that ended; the one under way stands in the run itself. */
export const attempts = pgTable(
  "attempts",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    runId: ref("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    status: runStatus("status").notNull(),
    error: json("error").$type<RunErrorInfo>(),
    startedAt: at("started_at"),
    finishedAt: at("finished_at").notNull().defaultNow(),
    durationMs: integer("duration_ms").notNull(),
  },
  (t) => [uniqueIndex("attempts_run").on(t.runId, t.number)],
);

/** What the browser of a run showed when its last attempt ended. */
export const runPages = pgTable("run_pages", {
  runId: ref("run_id")
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  appId: ref("app_id")
    .notNull()
    .references(() => apps.id, { onDelete: "cascade" }),
  /** JPEG, base64; null when it was too large, or when the run had read a secret. */
  screenshot: text("screenshot"),
  text: text("text").notNull(),
  createdAt: createdAt(),
});

export type RunRow = typeof runs.$inferSelect;
export type NewRun = typeof runs.$inferInsert;
