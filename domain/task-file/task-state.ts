import { parseSchedule, ScheduleError } from "../cron/index.ts";
import type { Task } from "../task.ts";
import { defaultCallable, defaultOverlap, TASK_DEFAULTS } from "../task-defaults.ts";
import type { TaskEntry } from "./task-file.ts";

export interface ScheduleState {
  frequency: string;
  timezone: string;
  payload: unknown;
}

/** All that a tasks.json says of a task, nothing left out; by field, so that two can be compared. */
export interface TaskState {
  schedules: ScheduleState[];
  /** That of the first schedule, where there is one. */
  timezone: string;
  triggers: { type: string; where: Record<string, unknown> }[];
  active: boolean;
  callable: boolean;
  timeoutMs: number;
  misfire: string;
  misfireGraceMs: number;
  overlap: string;
  retries: number;
  retryDelayMs: number;
  retryOn: string[];
  spreadMs: number;
  startsAt: string | null;
  endsAt: string | null;
  pausedUntil: string | null;
}

/** A task as the app has it. */
export const stateOf = (task: Task): TaskState => ({
  ...task,
  schedules: task.schedules.map(({ frequency, timezone, payload = null }) => ({ frequency, timezone, payload })),
  retryOn: [...task.retryOn],
});

/**
 * A task as the file wants it. What the file does not name is the default, so that taking a line out takes its effect
 * back; but whether the task is active, and until when it rests, stays as it is: a pause is somebody's decision of today.
 */
export function wantedState(entry: TaskEntry, existing: Pick<TaskState, "active" | "pausedUntil"> | null): TaskState {
  const { frequency, payload = null, timezone = TASK_DEFAULTS.timezone } = entry;
  const listed = entry.schedules ?? (frequency ? [{ frequency, payload }] : []);
  const schedules = listed.map((one) => ({
    frequency: one.frequency,
    timezone: ("timezone" in one ? one.timezone : undefined) ?? timezone,
    payload: one.payload ?? null,
  }));
  return {
    schedules,
    timezone: schedules[0]?.timezone ?? timezone,
    triggers: (entry.triggers ?? []).map(({ type, where = {} }) => ({ type, where })),
    active: entry.active ?? existing?.active ?? TASK_DEFAULTS.active,
    callable: entry.callable ?? defaultCallable(entry),
    timeoutMs: entry.timeoutMs ?? TASK_DEFAULTS.timeoutMs,
    misfire: entry.misfire ?? TASK_DEFAULTS.misfire,
    misfireGraceMs: entry.misfireGraceMs ?? TASK_DEFAULTS.misfireGraceMs,
    overlap: entry.overlap ?? defaultOverlap(entry),
    retries: entry.retries ?? TASK_DEFAULTS.retries,
    retryDelayMs: entry.retryDelayMs ?? TASK_DEFAULTS.retryDelayMs,
    retryOn: [...(entry.retryOn ?? TASK_DEFAULTS.retryOn)],
    spreadMs: entry.spreadMs ?? TASK_DEFAULTS.spreadMs,
    startsAt: instant(entry.startsAt),
    endsAt: instant(entry.endsAt),
    pausedUntil: entry.pausedUntil === undefined ? (existing?.pausedUntil ?? null) : instant(entry.pausedUntil),
  };
}

/** One instant has many spellings. */
const instant = (text: string | null | undefined): string | null => (text ? new Date(text).toISOString() : null);

export const STATE_FIELDS = [
  ...(["schedules", "timezone", "triggers", "active", "callable", "timeoutMs", "misfire", "misfireGraceMs"] as const),
  ...(["overlap", "retries", "retryDelayMs", "retryOn", "spreadMs", "startsAt", "endsAt", "pausedUntil"] as const),
] satisfies readonly (keyof TaskState)[];

/** Whether a field means the same in both, however it is written. */
export function isSame(field: keyof TaskState, one: TaskState, other: TaskState): boolean {
  // The zone of a task with schedules is that of its first, and compared there.
  if (field === "timezone" && one.schedules.length > 0 && other.schedules.length > 0) return true;
  return canonical(meaningOf(field, one)) === canonical(meaningOf(field, other));
}

function meaningOf(field: keyof TaskState, state: TaskState): unknown {
  if (field === "schedules") return state.schedules.map(scheduleMeaning);
  return field === "retryOn" ? state.retryOn.toSorted() : state[field];
}

/** `@daily` is `0 0 * * *`, and `mon` is `MON`. */
export function scheduleMeaning({ frequency, timezone, payload }: ScheduleState): unknown {
  try {
    return { timezone, payload, frequency: parseSchedule(frequency, timezone).expression };
  } catch (error) {
    // From before a rule was tightened.
    if (error instanceof ScheduleError) return { timezone, payload, frequency };
    throw error;
  }
}

/** JSON in which the order of an object's fields does not matter. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
