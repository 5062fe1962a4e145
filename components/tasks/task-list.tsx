"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { ScheduleWords } from "#components/cron/schedule-words.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";
import { LastRunLink } from "./last-run-link.tsx";
import { NextRun } from "./next-run.tsx";
import { RunDialog } from "./run-dialog.tsx";
import { ScheduleSwitch } from "./schedule-switch.tsx";
import { TaskMenu } from "./task-menu.tsx";

const HEAD = "eyebrow px-3 py-2 text-left";

/** The app's tasks: a table where there is room, cards where there is not. */
export function TaskList({ tasks }: { tasks: Task[] }) {
  const [running, setRunning] = useState<Task | null>(null);
  return (
    <>
      <div className="panel hidden overflow-x-auto lg:block">
        <table className="w-full">
          <caption className="sr-only">Tasks</caption>
          <thead className="border-line border-b bg-sunken/50">
            <tr>
              <th scope="col" className={`${HEAD} pl-4`}>
                Task
              </th>
              <th scope="col" className={HEAD}>
                Schedule
              </th>
              <th scope="col" className={HEAD}>
                Next run
              </th>
              <th scope="col" className={HEAD}>
                Last run
              </th>
              <th scope="col" className={HEAD}>
                On
              </th>
              <th scope="col" className={HEAD}>
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {tasks.map((task) => (
              <tr key={task.id} className="align-top hover:bg-sunken/40 [&>td]:px-3 [&>td]:py-3">
                <th scope="row" className="max-w-64 py-3 pr-3 pl-4 text-left font-normal">
                  <TaskName task={task} />
                </th>
                <td className="max-w-80">
                  <Schedule task={task} />
                </td>
                <td>
                  <NextRun task={task} />
                </td>
                <td>
                  <LastRunLink task={task} />
                </td>
                <td>
                  <ScheduleSwitch task={task} />
                </td>
                <td className="whitespace-nowrap py-2! text-right">
                  <RunButton task={task} onRun={setRunning} />
                  <TaskMenu task={task} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label="Tasks" className="space-y-3 lg:hidden">
        {tasks.map((task) => (
          <li key={task.id} className="panel space-y-3 px-4 py-3">
            <div className="flex items-start gap-3">
              <div className="min-w-0 flex-1">
                <TaskName task={task} />
              </div>
              <ScheduleSwitch task={task} />
            </div>
            <div>
              <Schedule task={task} />
            </div>
            <dl className="grid grid-cols-2 gap-3">
              <div>
                <dt className="eyebrow">Next run</dt>
                <dd className="mt-0.5">
                  <NextRun task={task} />
                </dd>
              </div>
              <div className="min-w-0">
                <dt className="eyebrow">Last run</dt>
                <dd className="mt-0.5">
                  <LastRunLink task={task} />
                </dd>
              </div>
            </dl>
            <div className="flex items-center justify-between border-line border-t pt-2">
              <RunButton task={task} onRun={setRunning} />
              <TaskMenu task={task} />
            </div>
          </li>
        ))}
      </ul>
      {running && <RunDialog task={running} onClose={() => setRunning(null)} />}
    </>
  );
}

const TaskName = ({ task }: { task: Task }) => (
  <>
    <Link
      href={`/apps/${task.appId}/tasks/${task.id}`}
      className="block break-words py-0.5 font-medium hover:underline"
    >
      {task.name}
    </Link>
    <Link
      href={`/apps/${task.appId}/screens/${task.pageId}`}
      className="block min-h-6 truncate text-[0.8125rem] text-faint hover:text-ink hover:underline"
    >
      {task.screenName}
    </Link>
  </>
);

const Schedule = ({ task }: { task: Task }) =>
  task.frequency === null ? (
    <span className="text-soft">On demand</span>
  ) : (
    <>
      <ScheduleWords frequency={task.frequency} timezone={task.timezone} />
      {task.schedules.length > 1 && (
        <span className="text-[0.8125rem] text-soft">
          and {formatCount(task.schedules.length - 1, "more schedule")}
        </span>
      )}
    </>
  );

const RunButton = ({ task, onRun }: { task: Task; onRun: (task: Task) => void }) => (
  <Button size="sm" aria-label={`Run now: ${task.name}`} onClick={() => onRun(task)}>
    <Play aria-hidden /> Run now
  </Button>
);
