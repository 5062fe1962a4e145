import Link from "next/link";
import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { nextSchedule } from "#components/tasks/next-schedule.ts";
import { Countdown } from "#components/time/countdown.tsx";
import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";
import { Nothing, Panel } from "./panel.tsx";

const LISTED = 6;

/** The tasks that start next, the soonest first, each with the time that is left. */
export function NextPanel({ tasks }: { tasks: readonly Task[] }) {
  const next = tasks
    .flatMap((task) => (task.nextRunAt === null ? [] : { task, at: task.nextRunAt }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const appId = tasks[0]?.appId;
  return (
    <Panel
      title="Next up"
      aside={
        appId !== undefined && (
          <Link className="link" href={`/apps/${appId}/timetable`}>
            Timetable
          </Link>
        )
      }
    >
      {next.length === 0 ? (
        <Nothing>
          {tasks.some(({ frequency }) => frequency !== null)
            ? "No schedule fires: all are switched off or at their end."
            : "No task has a schedule. Give one a schedule in its settings, and its next run shows here."}
        </Nothing>
      ) : (
        <ul aria-label="Next up" className="divide-y divide-line">
          {next.slice(0, LISTED).map(({ task, at }) => (
            <NextTask key={task.id} task={task} at={at} />
          ))}
          {next.length > LISTED && (
            <li className="px-4 py-2 text-[0.8125rem]">
              <Link className="link" href={`/apps/${appId}/tasks?sort=next`}>
                and {formatCount(next.length - LISTED, "more task")}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}

function NextTask({ task, at }: { task: Task; at: string }) {
  const schedule = nextSchedule(task);
  return (
    <li className="flex items-start gap-4 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <Link href={`/apps/${task.appId}/tasks/${task.id}`} className="block truncate font-medium hover:underline">
          {task.name}
        </Link>
        <span className="block text-[0.8125rem] text-soft">
          {schedule && <ScheduleWords frequency={schedule.frequency} timezone={schedule.timezone} isInline />}
        </span>
      </div>
      <Countdown at={at} timezone={schedule?.timezone ?? task.timezone} />
    </li>
  );
}
