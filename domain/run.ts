import { z } from "zod";
import type { RunErrorInfo } from "./errors.ts";
import {
  ENVIRONMENTS,
  type Environment,
  RUN_SORTS,
  RUN_STATUSES,
  RUN_TRIGGERS,
  type RunStatus,
  type RunTrigger,
} from "./run-values.ts";
import { idSchema, instantSchema, plainTextSchema } from "./schema.ts";
import { payloadSchema } from "./task.ts";
import type { AppUser } from "./user.ts";

export * from "./run-values.ts";

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

/** What who waits for a run is told: its result, or the status it has while it goes on. */
export interface RunAnswer {
  runId: number;
  status: RunStatus;
  /** What the handler gave back; absent while the run goes on. */
  result?: unknown;
}

/** What a run's browser showed when it ended. */
export interface RunPage {
  /** JPEG, base64; null when it was too large, or when the run had read a secret. */
  screenshot: string | null;
  text: string;
}

/** Which runs of an app; all that is given must hold. */
const runFilterShape = {
  taskId: idSchema("taskId must be the id of a task.").optional(),
  status: z
    .union([z.enum(RUN_STATUSES), z.array(z.enum(RUN_STATUSES)).min(1).max(RUN_STATUSES.length)], {
      error: `status must be one of ${RUN_STATUSES.join(", ")}, or a list of them.`,
    })
    .optional(),
  trigger: z.enum(RUN_TRIGGERS).optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
  /** Number of the screen's version that ran. */
  version: z.int().min(1).max(2_147_483_647).optional(),
  /** Queued at or after. */
  since: instantSchema.optional(),
  /** Queued before. */
  until: instantSchema.optional(),
  /** Took at least so long, ms. */
  minDurationMs: z.int().min(0).max(2_147_483_647).optional(),
  /** Runs whose error, `Name: message`, holds this text, whatever the case. */
  search: plainTextSchema(200, "The text to search for may have at most 200 characters.").optional(),
};
export const runFilterInput = z.strictObject(runFilterShape);
export type RunFilterInput = z.input<typeof runFilterInput>;

export const listRunsInput = runFilterInput.extend({
  sort: z.enum(RUN_SORTS).default("newest"),
  limit: z.int().min(1).max(200).default(50),
  /** Id of the last run of the page before. */
  cursor: z.int().min(0).nullish(),
});
export type ListRunsInput = z.input<typeof listRunsInput>;

export const RUN_BULK_ACTIONS = ["replay", "cancel"] as const;
export type RunBulkAction = (typeof RUN_BULK_ACTIONS)[number];

/** Runs that one call of `runs.bulk` acts on. */
export const RUN_BULK_BATCH = 25;
export const RUN_BULK_IDS_MAX = 1_000;
/** Replays of one bulk operation that are under way at once; the others wait for their turn. */
export const RUN_BULK_CONCURRENCY = 3;
/** Where counting stops. */
export const RUN_COUNT_MAX = 10_000;

export const countRunsInput = runFilterInput.extend({
  /** Only those that the action can be done to. */
  action: z.enum(RUN_BULK_ACTIONS).optional(),
});
export type CountRunsInput = z.infer<typeof countRunsInput>;

export interface RunCount {
  /** At most `RUN_COUNT_MAX`. */
  count: number;
  /** Whether there are more than that. */
  isMore: boolean;
  /** Id of the app's newest run; 0 when it has none. A bulk operation that is given it leaves later runs alone. */
  newestId: number;
}

export const bulkRunsInput = z
  .strictObject({
    action: z.enum(RUN_BULK_ACTIONS),
    ids: z.array(idSchema("ids must be ids of runs.")).min(1).max(RUN_BULK_IDS_MAX).optional(),
    filter: runFilterInput.optional(),
    /** Leaves runs with a higher id alone; the newest run when the operation begins, unless given. */
    upTo: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    /** Names the operation: under one key no run is replayed twice, however often a call is repeated. */
    key: z
      .string()
      .regex(/^[\w-]{8,64}$/, { error: "key must have 8 to 64 letters, digits, - or _." })
      .optional(),
    /** What the batch before answered as `nextCursor`. */
    cursor: z
      .string()
      .regex(/^\d{1,16}\.\d{1,16}\.[\w-]{8,64}$/, { error: "cursor must be the nextCursor of the batch before." })
      .nullish(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    error: "Name the runs either by ids or by filter.",
    path: ["ids"],
  });
export type BulkRunsInput = z.infer<typeof bulkRunsInput>;

/** What one batch did. `nextCursor` is for the next call, null when nothing is left. */
export interface BulkRunsResult {
  /** Runs that it was done to. */
  done: number;
  /** Runs that it was not done to, and why. */
  skipped: { id: number; status: string; message: string }[];
  nextCursor: string | null;
}

export const runRefInput = z.strictObject({ id: idSchema("id must be the id of a run.") });
export type RunRefInput = z.infer<typeof runRefInput>;

export const waitRunInput = runRefInput.extend({ patienceMs: z.int().min(0).max(25_000).optional() });
export type WaitRunInput = z.infer<typeof waitRunInput>;

export const replayRunInput = runRefInput.extend({
  payload: payloadSchema.optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
});
export type ReplayRunInput = z.infer<typeof replayRunInput>;
