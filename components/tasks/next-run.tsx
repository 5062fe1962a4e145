import { Countdown } from "#components/time/countdown.tsx";
import type { Task } from "#domain/task.ts";
import { nextSchedule } from "./next-schedule.ts";

/** When the task next starts by itself, or why it does not. */
export function NextRun({ task }: { task: Task }) {
  if (task.frequency === null && task.triggers.length === 0) return <span className="text-faint">When asked</span>;
  if (!task.active) return <span className="text-faint">Switched off</span>;
  if (task.frequency === null) return <span className="text-faint">At the next event</span>;
  if (task.scheduleError) return <span className="break-words text-bad">{task.scheduleError}</span>;
  if (!task.nextRunAt) return <span className="text-faint">None</span>;
  return <Countdown at={task.nextRunAt} timezone={nextSchedule(task)?.timezone ?? task.timezone} />;
}
