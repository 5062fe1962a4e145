import { z } from "zod";
import type { RunErrorInfo } from "./errors.ts";
import { idSchema, instantSchema } from "./schema.ts";
import { payloadSchema } from "./task.ts";
import type { AppUser } from "./user.ts";

export const RUN_STATUSES = [
  "queued",
  "running",
  "completed",
  "failed",
  "timed_out",
  "out_of_memory",
  "cancelled",
  "crashed",
  "skipped",
  "missed",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_TRIGGERS = ["schedule", "api", "studio", "replay", "backfill", "task", "event"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

export const ENVIRONMENTS = ["draft", "published"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The statuses that a run ends with; the database refuses to change one (trigger `runs_final_is_final`). */
const FINAL: ReadonlySet<RunStatus> = new Set([
  "completed",
  "failed",
  "timed_out",
  "out_of_memory",
  "cancelled",
  "crashed",
  "skipped",
  "missed",
]);

/** Whether nothing can change the status any more. */
export const isFinal = (status: RunStatus) => FINAL.has(status);

/** A run as clients see it. Times are ISO 8601 UTC, durations ms. */
export interface RunSummary {
  id: number;
  appId: number;
  taskId: number;
  taskName: string;
  pageId: number;
  screenName: string;
  screenVersionId: number | null;
  /** Number of the screen's version that ran; null before it was chosen. */
  screenVersion: number | null;
  environment: Environment;
  status: RunStatus;
  trigger: RunTrigger;
  scheduleId: number | null;
  /** The instant the schedule named; null for runs that were asked for. */
  fireAt: string | null;
  /** The past fire that a backfill makes up for. */
  backfillOf: string | null;
  /** Not to start before: the fire was spread or moved, or a retry pauses. Null: at once. */
  effectiveAt: string | null;
  /** Waits for another run of its task or backfill to end. */
  held: boolean;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  /** Why a fire became no execution, or why a run ended without one. */
  reason: string | null;
  /** Executions begun. */
  attempt: number;
  /** Of those, the ones that failed and were or will be tried again. */
  failures: number;
  error: RunErrorInfo | null;
}

/** One execution of a run that ended. */
export interface Attempt {
  number: number;
  status: RunStatus;
  error: RunErrorInfo | null;
  startedAt: string | null;
  finishedAt: string;
  durationMs: number;
}

export interface Run extends RunSummary {
  /** Executions that ended, oldest first. */
  attempts: Attempt[];
  payload: unknown;
  result: unknown;
  /** Whether a result was recorded: a result of null is one. */
  hasResult: boolean;
  replayOf: number | null;
  parentRunId: number | null;
  /** The app user on whose behalf it was asked for; null for nobody. */
  user: AppUser | null;
}

/** What a run's browser showed when it ended. */
export interface RunPage {
  /** JPEG, base64; null when it was too large, or when the run had read a secret. */
  screenshot: string | null;
  text: string;
}

export const listRunsInput = z.strictObject({
  taskId: idSchema("taskId must be the id of a task.").optional(),
  status: z.enum(RUN_STATUSES).optional(),
  trigger: z.enum(RUN_TRIGGERS).optional(),
  since: instantSchema.optional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.int().min(0).nullish(),
});
export type ListRunsInput = z.input<typeof listRunsInput>;

export const runRefInput = z.strictObject({ id: idSchema("id must be the id of a run.") });
export type RunRefInput = z.infer<typeof runRefInput>;

export const waitRunInput = runRefInput.extend({ patienceMs: z.int().min(0).max(25_000).optional() });
export type WaitRunInput = z.infer<typeof waitRunInput>;

export const replayRunInput = runRefInput.extend({
  payload: payloadSchema.optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
});
export type ReplayRunInput = z.infer<typeof replayRunInput>;
