import { z } from "zod";
import { EVENT_TYPES } from "../event.ts";
import { MISFIRE_POLICIES, OVERLAP_POLICIES, RETRYABLE_STATUSES } from "../policy.ts";
import { RUN_STATUSES } from "../run.ts";
import { about, anything, count, flag, id, instant, ms, named, share, text } from "./values.ts";

const status = z.enum(RUN_STATUSES);

const taskScheduleSchema = named(
  "TaskSchedule",
  "One of a task's schedules.",
  z.object({
    id,
    frequency: about(text, "A cron expression of five fields."),
    timezone: about(text, "An IANA name."),
    payload: about(anything.optional(), "What its runs get."),
    nextRunAt: about(instant.nullable(), "The fire time that comes next; null while the task is inactive."),
    spreadOffsetMs: about(ms, "How long after its fire time a run starts."),
    error: about(text.nullable(), "Why the schedule stopped although the task is active."),
  }),
);

export const taskSchema = named(
  "Task",
  "A screen, and how it starts.",
  z.object({
    id,
    appId: id,
    name: text,
    pageId: about(id, "The screen that the task runs."),
    screenName: text,
    active: about(flag, "Whether its schedules fire; an on-demand run works either way."),
    triggers: z.array(z.object({ type: z.enum(EVENT_TYPES), where: z.record(z.string(), z.unknown()) })),
    callable: about(flag, "Whether pages may run it with a publishable token."),
    frequency: about(text.nullable(), "The first schedule's cron expression; null when it only runs on demand."),
    timezone: about(text, "An IANA name."),
    timeoutMs: ms,
    misfire: about(z.enum(MISFIRE_POLICIES), "What becomes of fires that came due while nothing ticked."),
    misfireGraceMs: ms,
    overlap: about(z.enum(OVERLAP_POLICIES), "What becomes of a fire while an earlier run has not ended."),
    retries: count,
    retryDelayMs: ms,
    retryOn: z.array(z.enum(RETRYABLE_STATUSES)),
    spreadMs: about(ms, "Over how long its fires are spread."),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    pausedUntil: instant.nullable(),
    payload: about(anything.optional(), "What runs of the first schedule get."),
    schedules: z.array(taskScheduleSchema),
    lastRunAt: about(instant.nullable(), "When the newest started run began."),
    nextRunAt: about(instant.nullable(), "When a schedule next starts a run."),
    scheduleError: text.nullable(),
    lastRun: about(z.object({ id, status }).nullable(), "The newest run, whatever became of it."),
    createdAt: instant,
    updatedAt: instant,
  }),
);

export const removedSchema = named("Removed", "What was removed.", z.object({ id }));

export const queuedRunSchema = named(
  "QueuedRun",
  "A run that is asked for: ask GET /runs/{id} or /runs/{id}/wait what became of it.",
  z.object({ runId: id }),
);

export const runAnswerSchema = named(
  "RunAnswer",
  "A run's result, or the word that it goes on.",
  z.object({
    runId: id,
    status,
    result: about(anything.optional(), "What the handler gave back; absent while the run goes on."),
  }),
);

export const taskStatsSchema = named(
  "TaskStats",
  "How a task's newest ended runs went.",
  z.object({
    taskId: id,
    outcomes: about(
      z.array(z.object({ runId: id, status, at: instant, durationMs: ms.nullable() })),
      "The last of them, oldest first.",
    ),
    executed: about(count, "Runs that were executed to an end of their own."),
    successRate: about(share.nullable(), "The share of those that completed."),
    p50Ms: ms.nullable(),
    p95Ms: ms.nullable(),
  }),
);

export const runDurationSchema = named(
  "RunDuration",
  "A run that was executed, and how long it took.",
  z.object({ runId: id, status, startedAt: instant, durationMs: ms }),
);
