import { z } from "zod";
import type { Environment, RunStatus } from "./run.ts";
import { idSchema } from "./schema.ts";

/** Ended runs of a task, the newest, that its rate and durations are computed from. */
export const STATS_RUNS_MAX = 100;

export const STATS_DAYS_DEFAULT = 30;

export const taskStatsInput = z.strictObject({
  /** How far back an ended run counts. */
  days: z
    .int({ error: "days must be a whole number." })
    .min(1, { error: "days must be at least 1." })
    .max(366, { error: "days must be at most 366." })
    .default(STATS_DAYS_DEFAULT),
});
export type TaskStatsInput = z.input<typeof taskStatsInput>;

/** How one run ended. */
export interface TaskOutcome {
  runId: number;
  status: RunStatus;
  /** When it started, or when its fire was due, ISO 8601 UTC. */
  at: string;
  /** Null for a run that never started. */
  durationMs: number | null;
}

/** How a task's newest ended runs went: at most STATS_RUNS_MAX of them, none older than the days asked for. */
export interface TaskStats {
  taskId: number;
  /** The last OUTCOMES_SHOWN, oldest first. */
  outcomes: TaskOutcome[];
  /** Runs that were executed to an end of their own: neither cancelled nor skipped nor missed. */
  executed: number;
  /** The share of those that completed, from 0 to 1; null when there is none. */
  successRate: number | null;
  /** Durations of completed runs; null when there is none. */
  p50Ms: number | null;
  p95Ms: number | null;
}

/** Runs that one chart of durations shows. */
export const DURATIONS_MAX = 500;

export const taskDurationsInput = z.strictObject({
  taskId: idSchema("taskId must be the id of a task."),
  limit: z.int().min(1).max(DURATIONS_MAX).default(DURATIONS_MAX),
});
export type TaskDurationsInput = z.input<typeof taskDurationsInput>;

/** A run that was executed, and how long it took. */
export interface RunDuration {
  runId: number;
  status: RunStatus;
  /** ISO 8601 UTC */
  startedAt: string;
  durationMs: number;
}

export const overviewInput = z.strictObject({
  /** The zone that says when today began. */
  timezone: z.string().max(100).default("UTC"),
});
export type OverviewInput = z.input<typeof overviewInput>;

/** A run that goes on or waits for a place, as an app's overview shows it. */
export interface ActiveRun {
  id: number;
  taskId: number;
  taskName: string;
  status: Extract<RunStatus, "queued" | "running">;
  environment: Environment;
  queuedAt: string;
  startedAt: string | null;
}

/** A task that ended badly in the last day and has not completed a run since. */
export interface Attention {
  taskId: number;
  taskName: string;
  environment: Environment;
  /** The newest of its bad runs. */
  run: { id: number; status: RunStatus; at: string; errorLine: string | null };
  /** Its bad runs since it last completed one, in the last day. */
  count: number;
  /** When the oldest of them was, ISO 8601 UTC. */
  since: string;
}

/** What an app does now, and how its day has gone. */
export interface Overview {
  /** The first of them: running ones, then those that wait. */
  active: ActiveRun[];
  runningCount: number;
  waitingCount: number;
  /** The tasks that need a look, the latest trouble first. */
  attention: Attention[];
  today: {
    /** When the day began, ISO 8601 UTC. */
    since: string;
    completed: number;
    failed: number;
    /** Fires that nobody ran in time. */
    missed: number;
    /** From 0 to 1; null before the first end of the day. */
    successRate: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    /** How long after their time runs of schedules started; null before the first of the day. */
    startDelay: { p50Ms: number; p95Ms: number } | null;
    /** Whether there were more runs than are looked at, so that the numbers speak of the newest. */
    isCut: boolean;
  };
}
