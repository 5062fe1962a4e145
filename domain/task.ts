import { z } from "zod";
import { type TaskTrigger, triggersSchema } from "./event.ts";
import { RUN_TIMEOUT_MS_MAX, RUN_TIMEOUT_MS_MIN, TASK_NAME_LENGTH_MAX } from "./limits.ts";
import {
  MISFIRE_GRACE_MS_MAX,
  MISFIRE_POLICIES,
  type MisfirePolicy,
  OVERLAP_POLICIES,
  type OverlapPolicy,
  RETRIES_MAX,
  RETRY_DELAY_MS_MAX,
  RETRYABLE_STATUSES,
  type RetryableStatus,
  SCHEDULES_PER_TASK_MAX,
  SPREAD_MS_MAX,
} from "./policy.ts";
import type { RunStatus } from "./run.ts";
import { idSchema, instantSchema, plainTextSchema, said } from "./schema.ts";

/** One of a task's schedules as clients see it. */
export interface TaskSchedule {
  id: number;
  /** Cron expression. */
  frequency: string;
  /** IANA name. */
  timezone: string;
  /** What its runs get. */
  payload?: unknown;
  /** The fire time that comes next; null while the task is inactive or when there is none. */
  nextRunAt: string | null;
  /** How long after its fire time a run of this schedule starts, ms: the task's spread, always the same. */
  spreadOffsetMs: number;
  /** Why the schedule stopped although the task is active: it cannot be computed any more. */
  error: string | null;
}

/** A task as clients see it. Times are ISO 8601 UTC. */
export interface Task {
  id: number;
  appId: number;
  name: string;
  /** The screen that the task runs. */
  pageId: number;
  screenName: string;
  /** Whether the schedule and the triggers fire; an on-demand run works either way. */
  active: boolean;
  /** Whether pages may run it with a publishable token. */
  callable: boolean;
  /** Cron expression of the first schedule; null for a task that only runs on demand. */
  frequency: string | null;
  /** IANA name. */
  timezone: string;
  timeoutMs: number;
  misfire: MisfirePolicy;
  misfireGraceMs: number;
  overlap: OverlapPolicy;
  retries: number;
  retryDelayMs: number;
  retryOn: RetryableStatus[];
  spreadMs: number;
  startsAt: string | null;
  endsAt: string | null;
  pausedUntil: string | null;
  /** What runs of the first schedule get. */
  payload?: unknown;
  schedules: TaskSchedule[];
  /** What else starts a run, while the task is active: something that happens in the app. */
  triggers: TaskTrigger[];
  /** When the newest started run began; null before the first. */
  lastRunAt: string | null;
  /**
   * When a schedule next starts a run: the fire that comes next, leaving out those skipped ahead of time, at the time it
   * was moved to if it was. Null while inactive or without a frequency.
   */
  nextRunAt: string | null;
  /** Why a schedule stopped although the task is active: it cannot be computed any more. */
  scheduleError: string | null;
  /** The newest run, whatever became of it; not one of a fire that is still to come. */
  lastRun: { id: number; status: RunStatus } | null;
  createdAt: string;
  updatedAt: string;
}

/** A name, judged rule by rule so that each refusal has its own status. */
export const taskNameSchema = z.unknown().transform((name, ctx): string => {
  if (name === undefined || name === null) said(ctx, "NAME_REQUIRED", "A task needs a name.");
  else if (typeof name !== "string") said(ctx, "NAME_INVALID_CHARS", "The name of a task must be a text.");
  else if (name === "") said(ctx, "NAME_EMPTY", "The name must not be empty.");
  else if (name.length > TASK_NAME_LENGTH_MAX)
    said(ctx, "NAME_TOO_LONG", `The name has ${name.length} characters; at most ${TASK_NAME_LENGTH_MAX} are allowed.`);
  else if (!/^[A-Za-z0-9_-]+$/.test(name))
    said(
      ctx,
      "NAME_INVALID_CHARS",
      "Only letters (A-Z, a-z), numbers, dashes and underscores are allowed in a name, e.g. hello-world-123.",
    );
  else return name;
  return z.NEVER;
  // Whatever comes is judged; what a client should send is a text.
}) as unknown as z.ZodType<string, string>;

const frequencySchema = z
  .string({ error: 'The frequency must be a cron expression, e.g. "0 8 * * 1".' })
  .max(1_000, { error: "A cron expression of more than 1,000 characters is refused." });
export const timezoneSchema = z
  .string({ error: 'The timezone must be an IANA name, e.g. "Europe/London".' })
  .max(100, { error: "That is not the name of a time zone." });
const activeSchema = z.boolean({ error: "active must be true or false." });

/** A whole number of milliseconds between two bounds, both allowed. */
const durationSchema = (field: string, minMs: number, maxMs: number) =>
  z
    .int({ error: `${field} must be a whole number of milliseconds.` })
    .min(minMs, { error: `${field} must be at least ${minMs}.` })
    .max(maxMs, { error: `${field} must be at most ${maxMs}.` });

/** Any JSON value; its size is judged by the service. */
export const payloadSchema = z.unknown();

const scheduleSchema = z.strictObject({
  /** Names the schedule that is meant, when one of the task's is to be changed. */
  id: idSchema("The id of a schedule must be a number.").optional(),
  frequency: frequencySchema,
  timezone: timezoneSchema.optional(),
  payload: payloadSchema.optional(),
});
export type ScheduleInput = z.infer<typeof scheduleSchema>;

export const createTaskInput = z.strictObject({
  name: taskNameSchema,
  pageId: idSchema("pageId must be the id (a number) of the screen to run."),
  active: activeSchema.optional(),
  /** Whether pages may run it with a publishable token; by default a task without a schedule may be, one with may not. */
  callable: z.boolean({ error: "callable must be true or false." }).optional(),
  /** Absent, null or "" make a task that runs on demand only. */
  frequency: frequencySchema.nullish(),
  timezone: timezoneSchema.optional(),
  /** What scheduled runs get. */
  payload: payloadSchema.optional(),
  /** All schedules, where one is not enough; the first is the task's `frequency`. Instead of `frequency` and `payload`. */
  schedules: z
    .array(scheduleSchema)
    .max(SCHEDULES_PER_TASK_MAX, { error: `A task may have at most ${SCHEDULES_PER_TASK_MAX} schedules.` })
    .optional(),
  /** What else shall start a run; absent in a change: they stay. */
  triggers: triggersSchema.optional(),
  timeoutMs: durationSchema("timeoutMs", RUN_TIMEOUT_MS_MIN, RUN_TIMEOUT_MS_MAX).optional(),
  misfire: z.enum(MISFIRE_POLICIES, { error: `misfire must be one of: ${MISFIRE_POLICIES.join(", ")}.` }).optional(),
  misfireGraceMs: durationSchema("misfireGraceMs", 0, MISFIRE_GRACE_MS_MAX).optional(),
  overlap: z.enum(OVERLAP_POLICIES, { error: `overlap must be one of: ${OVERLAP_POLICIES.join(", ")}.` }).optional(),
  retries: z
    .int({ error: "retries must be a whole number." })
    .min(0, { error: "retries must not be negative." })
    .max(RETRIES_MAX, { error: `retries must be at most ${RETRIES_MAX}.` })
    .optional(),
  retryDelayMs: durationSchema("retryDelayMs", 1_000, RETRY_DELAY_MS_MAX).optional(),
  retryOn: z
    .array(z.enum(RETRYABLE_STATUSES, { error: `retryOn may hold: ${RETRYABLE_STATUSES.join(", ")}.` }))
    .optional(),
  spreadMs: durationSchema("spreadMs", 0, SPREAD_MS_MAX).optional(),
  startsAt: instantSchema.nullish(),
  endsAt: instantSchema.nullish(),
  pausedUntil: instantSchema.nullish(),
});
export type CreateTaskInput = z.infer<typeof createTaskInput>;

/** A number is an id, a text is a name; a text of digits is a name too. */
export const idOrNameSchema = z.union(
  [idSchema("idOrName must be a task's id or name."), plainTextSchema(1_000, "That is not the name of a task.")],
  { error: "Say which task: its id (a number) or its name (a text)." },
);
export type IdOrName = z.infer<typeof idOrNameSchema>;

export const taskRefInput = z.strictObject({ idOrName: idOrNameSchema });
export type TaskRefInput = z.infer<typeof taskRefInput>;

/** By id only: the name may belong to another task by now. */
export const restoreTaskInput = z.strictObject({ id: idSchema("id must be the id of a task.") });
export type RestoreTaskInput = z.infer<typeof restoreTaskInput>;

export const updateTaskInput = createTaskInput.partial().extend({
  idOrName: idOrNameSchema,
  /** The task's `updatedAt` when the edit started; when it was changed since, the change is refused. */
  baseUpdatedAt: instantSchema.optional(),
});
export type UpdateTaskInput = z.infer<typeof updateTaskInput>;

export const runTaskInput = z.strictObject({
  idOrName: idOrNameSchema,
  payload: payloadSchema.optional(),
  /** The same key for the same task gives the same run, however often it is sent. */
  idempotencyKey: plainTextSchema(200, "idempotencyKey must be a text of at most 200 characters.")
    .min(1, { error: "idempotencyKey must not be empty." })
    // Ours: calls of a webhook, runs of a bulk replay, wishes of pages.
    .refine((key) => !/^(?:webhook|bulk|page):/.test(key), {
      error: "idempotencyKey must not begin with webhook:, bulk: or page:. Put something before it.",
    })
    .optional(),
});
export type RunTaskInput = z.infer<typeof runTaskInput>;
