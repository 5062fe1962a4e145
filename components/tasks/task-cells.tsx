"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { Can } from "#components/shell/can.tsx";
import { triggersInShort } from "#components/triggers/trigger-words.ts";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import { OutcomeStrip } from "./outcome-strip.tsx";
import { successInWords } from "./outcome-words.ts";
import type { TaskRow } from "./task-row.ts";

/** A task's name and its screen's, each leading there. */
export const TaskName = ({ task }: { task: Task }) => (
  <>
    <Link
      href={`/apps/${task.appId}/tasks/${task.id}`}
      className="-mt-0.5 block break-words py-0.5 font-medium hover:underline"
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

/** A task's first schedule in words, and how many more there are. */
export const TaskScheduleWords = ({ task }: { task: Task }) =>
  task.frequency === null ? (
    <span className="text-soft">{task.triggers.length > 0 ? triggersInShort(task.triggers) : "On demand"}</span>
  ) : (
    <>
      <ScheduleWords frequency={task.frequency} timezone={task.timezone} />
      {task.schedules.length > 1 && (
        <span className="text-[0.8125rem] text-soft">
          and {formatCount(task.schedules.length - 1, "more schedule")}
        </span>
      )}
      {task.triggers.length > 0 && (
        <span className="block text-[0.8125rem] text-soft">{triggersInShort(task.triggers)}</span>
      )}
    </>
  );

/** A task's last runs as a strip, with the share that completed. */
export function TaskOutcomes({ row: { task, stats }, className }: { row: TaskRow; className?: string }) {
  if (!stats) return <span className="text-faint">…</span>;
  return (
    <>
      <OutcomeStrip
        appId={task.appId}
        taskName={task.name}
        outcomes={stats.outcomes}
        {...(className && { className })}
      />
      {stats.successRate !== null && (
        <span
          className="mt-0.5 block text-[0.8125rem] text-soft tabular-nums"
          title={`${successInWords(stats)}. Cancelled, skipped and missed ones do not count.`}
        >
          <span className={stats.successRate < 0.9 ? "text-bad" : undefined}>{formatPercent(stats.successRate)}</span>{" "}
          success
        </span>
      )}
    </>
  );
}

export const RunButton = ({ task, onRun }: { task: Task; onRun: (task: Task) => void }) => (
  <Can to="tasks.run">
    <Button size="sm" aria-label={`Run now: ${task.name}`} onClick={() => onRun(task)}>
      <Play aria-hidden /> Run<span className="xl:sr-only"> now</span>
    </Button>
  </Can>
);
