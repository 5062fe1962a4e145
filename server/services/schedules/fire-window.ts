import type { ScheduleRow, TaskRow } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { armAt } from "#domain/schedule/plan-fires.ts";

type WindowOf = Pick<TaskRow, "active" | "startsAt" | "endsAt" | "pausedUntil">;

/** Between which instants a task may fire, both included; null: no bound. The end of a pause counts as a start. */
export function fireWindow({ startsAt, endsAt, pausedUntil }: Omit<WindowOf, "active">) {
  const opensAt =
    startsAt && pausedUntil ? new Date(Math.max(startsAt.getTime(), pausedUntil.getTime())) : (startsAt ?? pausedUntil);
  return { opensAt, endsAt };
}

/**
 * The first fire of a schedule after `now` that its task lets happen; null when there is none.
 *
 * @throws ScheduleError when the schedule cannot be computed.
 */
export function firstFire(
  task: WindowOf,
  { frequency, timezone }: Pick<ScheduleRow, "frequency" | "timezone">,
  now: Date,
): Date | null {
  if (!task.active) return null;
  const { opensAt, endsAt } = fireWindow(task);
  // "After" is meant strictly, and a fire at the very opening counts.
  const after = opensAt && opensAt > now ? new Date(opensAt.getTime() - 1) : now;
  const fire = armAt(parseSchedule(frequency, timezone), after);
  return fire && endsAt && fire > endsAt ? null : fire;
}
