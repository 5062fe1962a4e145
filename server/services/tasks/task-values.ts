import type { TaskRow } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import { RUN_TIMEOUT_MS_DEFAULT } from "#domain/limits.ts";
import { MISFIRE_GRACE_MS_DEFAULT, RETRY_DELAY_MS_DEFAULT, RETRY_ON_DEFAULT } from "#domain/policy.ts";
import type { CreateTaskInput } from "#domain/task.ts";

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
    callable: input.callable ?? before?.callable ?? isOnDemand(input),
    active: input.active ?? before?.active ?? true,
    timezone: input.timezone ?? before?.timezone ?? "UTC",
    timeoutMs: input.timeoutMs ?? before?.timeoutMs ?? RUN_TIMEOUT_MS_DEFAULT,
    misfire: input.misfire ?? before?.misfire ?? "latest",
    misfireGraceMs: input.misfireGraceMs ?? before?.misfireGraceMs ?? MISFIRE_GRACE_MS_DEFAULT,
    // Fires make up for each other; an event that is skipped is work left undone.
    overlap: input.overlap ?? before?.overlap ?? (input.triggers?.length ? "queue" : "skip"),
    retries: input.retries ?? before?.retries ?? 0,
    retryDelayMs: input.retryDelayMs ?? before?.retryDelayMs ?? RETRY_DELAY_MS_DEFAULT,
    retryOn: input.retryOn ?? before?.retryOn ?? [...RETRY_ON_DEFAULT],
    spreadMs: input.spreadMs ?? before?.spreadMs ?? 0,
    startsAt: instant(input.startsAt, before?.startsAt),
    endsAt: instant(input.endsAt, before?.endsAt),
    pausedUntil: instant(input.pausedUntil, before?.pausedUntil),
  };
  if (values.startsAt && values.endsAt && values.endsAt <= values.startsAt) {
    throw badInput("INVALID_INPUT", "The end of the schedule must come after its start.", "endsAt");
  }
  return values;
}

/** A task without a schedule or a trigger is there to be called. */
const isOnDemand = ({ frequency, schedules, triggers }: Changes) =>
  !frequency && !schedules?.length && !triggers?.length;

/** Undefined keeps what was, null takes it away. */
const instant = (given: string | null | undefined, before: Date | null | undefined): Date | null =>
  given === undefined ? (before ?? null) : given === null ? null : new Date(given);

/** Whether the change moves the window in which the task fires, so that all its schedules are armed anew. */
export const isOtherWindow = (before: TaskRow, after: Values) =>
  before.active !== after.active ||
  before.startsAt?.getTime() !== after.startsAt?.getTime() ||
  before.endsAt?.getTime() !== after.endsAt?.getTime() ||
  before.pausedUntil?.getTime() !== after.pausedUntil?.getTime();
