import type { Task } from "#domain/task.ts";
import type { TaskStats } from "#domain/task-stats.ts";

/** A task beside what its last runs say; null until that is known. */
export interface TaskRow {
  task: Task;
  stats: TaskStats | null;
}

export const TASK_SHOWS = ["on", "off", "demand", "trouble"] as const;
export type TaskShow = (typeof TASK_SHOWS)[number];

export const TASK_SHOW_LABELS: Record<TaskShow, string> = {
  on: "Switched on",
  off: "Switched off",
  demand: "On demand only",
  trouble: "In trouble",
};

/** Columns that sort; a minus before one turns it round. */
export const TASK_SORTS = ["name", "next", "last", "success", "p50", "p95"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

export function taskRows(tasks: readonly Task[], stats: readonly TaskStats[] | undefined): TaskRow[] {
  const ofTask = new Map(stats?.map((one) => [one.taskId, one]));
  return tasks.map((task) => ({ task, stats: ofTask.get(task.id) ?? null }));
}

const TROUBLE: ReadonlySet<string> = new Set(["failed", "timed_out", "out_of_memory", "crashed", "missed"]);

/** Whether its switch does anything: there is a schedule, or an event that it waits for. */
export const startsByItself = ({ frequency, triggers }: Pick<Task, "frequency" | "triggers">) =>
  frequency !== null || triggers.length > 0;

const SHOWS: Record<TaskShow, (task: Task) => boolean> = {
  on: (task) => startsByItself(task) && task.active,
  off: (task) => startsByItself(task) && !task.active,
  demand: (task) => !startsByItself(task),
  trouble: (task) => task.scheduleError !== null || TROUBLE.has(task.lastRun?.status ?? ""),
};

/** Whether a task is among those asked for: every word stands in its name, its screen's, an expression or a zone. */
export function matchesTask(task: Task, text: string, show: TaskShow | null): boolean {
  if (show && !SHOWS[show](task)) return false;
  const schedules = task.schedules.flatMap(({ frequency, timezone }) => [frequency, timezone]);
  const known = [task.name, task.screenName, ...schedules].join("\n").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

/** What a row is sorted by; undefined comes last, whichever way. */
export const SORT_VALUES: Record<TaskSort, (row: TaskRow) => string | number | undefined> = {
  name: ({ task }) => task.name.toLowerCase(),
  next: ({ task }) => instant(task.nextRunAt),
  last: ({ task }) => instant(task.lastRunAt),
  success: ({ stats }) => stats?.successRate ?? undefined,
  p50: ({ stats }) => stats?.p50Ms ?? undefined,
  p95: ({ stats }) => stats?.p95Ms ?? undefined,
};

const instant = (at: string | null) => (at === null ? undefined : Date.parse(at));
