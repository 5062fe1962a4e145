import { z } from "zod";
import { RUN_TIMEOUT_MS_MAX, RUN_TIMEOUT_MS_MIN, TASK_NAME_LENGTH_MAX } from "./limits.ts";
import type { RunStatus } from "./run.ts";
import { idSchema, plainTextSchema, said } from "./schema.ts";

/** A task as clients see it. Times are ISO 8601 UTC. */
export interface Task {
  id: number;
  appId: number;
  name: string;
  /** The screen that the task runs. */
  pageId: number;
  screenName: string;
  /** Whether the schedule fires; an on-demand run works either way. */
  active: boolean;
  /** Cron expression; null for a task that only runs on demand. */
  frequency: string | null;
  /** IANA name. */
  timezone: string;
  timeoutMs: number;
  /** When the newest started run began; null before the first. */
  lastRunAt: string | null;
  /** The fire time that comes next; null while inactive or without a frequency. */
  nextRunAt: string | null;
  /** Why the schedule stopped although the task is active: it cannot be computed any more. */
  scheduleError: string | null;
  /** The newest run, whatever became of it. */
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
});

const frequencySchema = z.string({ error: 'The frequency must be a cron expression, e.g. "0 8 * * 1".' }).max(1_000, {
  error: "A cron expression of more than 1,000 characters is refused.",
});
const timezoneSchema = z.string({ error: 'The timezone must be an IANA name, e.g. "Europe/London".' }).max(100, {
  error: "That is not the name of a time zone.",
});
const activeSchema = z.boolean({ error: "active must be true or false." });
const timeoutSchema = z
  .int({ error: "timeoutMs must be a whole number of milliseconds." })
  .min(RUN_TIMEOUT_MS_MIN, { error: `timeoutMs must be at least ${RUN_TIMEOUT_MS_MIN}.` })
  .max(RUN_TIMEOUT_MS_MAX, { error: `timeoutMs must be at most ${RUN_TIMEOUT_MS_MAX} (15 minutes).` });

export const createTaskInput = z.strictObject({
  name: taskNameSchema,
  pageId: idSchema("pageId must be the id (a number) of the screen to run."),
  active: activeSchema.optional(),
  /** Absent, null or "" make a task that runs on demand only. */
  frequency: frequencySchema.nullish(),
  timezone: timezoneSchema.optional(),
  timeoutMs: timeoutSchema.optional(),
});
export type CreateTaskInput = z.infer<typeof createTaskInput>;

/** A number is an id, a text is a name; a text of digits is a name too. */
export const idOrNameSchema = z.union(
  [idSchema("idOrName must be a task's id or name."), plainTextSchema(1_000, "That is not the name of a task.")],
  {
    error: "Say which task: its id (a number) or its name (a text).",
  },
);
export type IdOrName = z.infer<typeof idOrNameSchema>;

export const taskRefInput = z.strictObject({ idOrName: idOrNameSchema });
export type TaskRefInput = z.infer<typeof taskRefInput>;

export const updateTaskInput = createTaskInput.partial().extend({ idOrName: idOrNameSchema });
export type UpdateTaskInput = z.infer<typeof updateTaskInput>;

/** Any JSON value; its size is judged by the service. */
export const payloadSchema = z.unknown();

export const runTaskInput = z.strictObject({
  idOrName: idOrNameSchema,
  payload: payloadSchema.optional(),
  /** The same key for the same task gives the same run, however often it is sent. */
  idempotencyKey: plainTextSchema(200, "idempotencyKey must be a text of at most 200 characters.")
    .min(1, { error: "idempotencyKey must not be empty." })
    .optional(),
});
export type RunTaskInput = z.infer<typeof runTaskInput>;
