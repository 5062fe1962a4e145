import type { Task } from "#domain/task.ts";

/** What the audit trail keeps of a task: the fields that people and apps set. */
export function auditedTask(task: Task) {
  const { name, pageId, screenName, active, callable, timezone, timeoutMs, misfire, misfireGraceMs, overlap } = task;
  const { retries, retryDelayMs, retryOn, spreadMs, startsAt, endsAt, pausedUntil } = task;
  return {
    ...{ name, pageId, screenName, active, callable, timezone, timeoutMs, misfire, misfireGraceMs, overlap },
    ...{ retries, retryDelayMs, retryOn, spreadMs, startsAt, endsAt, pausedUntil },
    triggers: task.triggers,
    schedules: task.schedules.map(({ frequency, timezone: zone, payload }) => ({
      frequency,
      timezone: zone,
      payload: payload ?? null,
    })),
  };
}
