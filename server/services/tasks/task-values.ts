import type { TaskRow } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { defaultCallable, defaultOverlap, TASK_DEFAULTS } from "#domain/task-defaults.ts";

type Values = Omit<TaskRow, "id" | "appId" | "lastRunAt" | "createdAt" | "updatedAt" | "deletedAt">;
type Changes = Partial<CreateTaskInput>;

/**
 * A task's own columns after a change; what is not named stays, or is the default of a new task.
 *
 * @throws DomainError INVALID_INPUT when the task would end before it starts.
 */
export function taskValues(input: Changes & Pick<Values, "name" | "screenId">, before?: TaskRow): Values {
  const values: Values = {
    name: input.name,
    screenId: input.screenId,
    callable: input.callable ?? before?.callable ?? defaultCallable(input),
    active: input.active ?? before?.active ?? TASK_DEFAULTS.active,
    timezone: input.timezone ?? before?.timezone ?? TASK_DEFAULTS.timezone,
    timeoutMs: input.timeoutMs ?? before?.timeoutMs ?? TASK_DEFAULTS.timeoutMs,
    misfire: input.misfire ?? before?.misfire ?? TASK_DEFAULTS.misfire,
    misfireGraceMs: input.misfireGraceMs ?? before?.misfireGraceMs ?? TASK_DEFAULTS.misfireGraceMs,
    overlap: input.overlap ?? before?.overlap ?? defaultOverlap(input),
    retries: input.retries ?? before?.retries ?? TASK_DEFAULTS.retries,
    retryDelayMs: input.retryDelayMs ?? before?.retryDelayMs ?? TASK_DEFAULTS.retryDelayMs,
    retryOn: input.retryOn ?? before?.retryOn ?? [...TASK_DEFAULTS.retryOn],
    spreadMs: input.spreadMs ?? before?.spreadMs ?? TASK_DEFAULTS.spreadMs,
    startsAt: instant(input.startsAt, before?.startsAt),
    endsAt: instant(input.endsAt, before?.endsAt),
    pausedUntil: instant(input.pausedUntil, before?.pausedUntil),
  };
  if (values.startsAt && values.endsAt && values.endsAt <= values.startsAt) {
    throw badInput("INVALID_INPUT", "The end of the schedule must come after its start.", "endsAt");
  }
  return values;
}

/** Undefined keeps what was, null takes it away. */
const instant = (given: string | null | undefined, before: Date | null | undefined): Date | null =>
  given === undefined ? (before ?? null) : given === null ? null : new Date(given);

/** Whether the change moves the window in which the task fires, so that all its schedules are armed anew. */
export const isOtherWindow = (before: TaskRow, after: Values) =>
  before.active !== after.active ||
  before.startsAt?.getTime() !== after.startsAt?.getTime() ||
  before.endsAt?.getTime() !== after.endsAt?.getTime() ||
  before.pausedUntil?.getTime() !== after.pausedUntil?.getTime();
