"use client";

import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { triggersInShort } from "#components/triggers/trigger-words.ts";
import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";
import { LastRunLink } from "./last-run-link.tsx";
import { NextFire } from "./next-fire.tsx";
import { PauseControl } from "./pause-control.tsx";
import { ScheduleSwitch } from "./schedule-switch.tsx";

/** How a task starts, when it does next, and how it went last. */
export function TaskFacts({ task }: { task: Task }) {
  return (
    <dl className="panel grid gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-3">
      <div className="min-w-0">
        <dt className="eyebrow">Schedule</dt>
        <dd className="mt-0.5 flex items-start gap-3">
          <div className="min-w-0">
            {task.frequency === null ? (
              task.triggers.length > 0 ? (
                triggersInShort(task.triggers)
              ) : (
                "On demand"
              )
            ) : task.schedules.length > 1 ? (
              formatCount(task.schedules.length, "schedule")
            ) : (
              <ScheduleWords frequency={task.frequency} timezone={task.timezone} />
            )}
            <div className="mt-1">
              <PauseControl task={task} />
            </div>
          </div>
          <ScheduleSwitch task={task} />
        </dd>
      </div>
      <div>
        <dt className="eyebrow">Next run</dt>
        <dd className="mt-0.5">
          <NextFire task={task} />
        </dd>
      </div>
      <div>
        <dt className="eyebrow">Last run</dt>
        <dd className="mt-0.5">
          <LastRunLink task={task} />
        </dd>
      </div>
    </dl>
  );
}
