import type { Task, TaskSchedule } from "#domain/task.ts";

/**
 * The schedule that starts the task next; undefined when none does. Where its fire was skipped or moved ahead of time,
 * the one that would have fired.
 */
export function nextSchedule({
  nextRunAt,
  schedules,
}: Pick<Task, "nextRunAt" | "schedules">): TaskSchedule | undefined {
  const firing = schedules.filter((schedule) => schedule.nextRunAt !== null);
  return (
    firing.find((schedule) => schedule.nextRunAt === nextRunAt) ??
    firing.sort((a, b) => Date.parse(a.nextRunAt ?? "") - Date.parse(b.nextRunAt ?? ""))[0]
  );
}
