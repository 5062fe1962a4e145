"use client";

import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { RunList } from "#components/runs/run-list.tsx";
import { useLiveRuns } from "#components/runs/use-live-runs.ts";
import { TaskTriggers } from "#components/triggers/task-triggers.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { Task } from "#domain/task.ts";
import type { TaskStats } from "#domain/task-stats.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import { OutcomeStrip } from "./outcome-strip.tsx";
import { RecentFires } from "./recent-fires.tsx";
import { daysToShow } from "./recent-fires-window.ts";
import { TaskDurations } from "./task-durations.tsx";
import { TaskFacts } from "./task-facts.tsx";
import { TaskSchedules } from "./task-schedules.tsx";
import { useTaskStats } from "./use-task-stats.ts";

/** How a task is set, how it has gone, and its runs. */
export function TaskOverview({ task }: { task: Task }) {
  const stats = useTaskStats(task.appId)?.find(({ taskId }) => taskId === task.id);
  return (
    <div className="space-y-5">
      <TaskFacts task={task} />
      {stats && stats.outcomes.length > 0 && <Health task={task} stats={stats} />}
      {task.schedules.length > 1 && <TaskSchedules task={task} />}
      {task.triggers.length > 0 && <TaskTriggers task={task} />}
      {task.schedules.length > 0 && stats && stats.outcomes.length > 0 && (
        <RecentFires task={task} days={daysToShow(stats)} />
      )}
      <TaskDurations task={task} />
      <TaskRuns task={task} />
    </div>
  );
}

function Health({ task, stats }: { task: Task; stats: TaskStats }) {
  const { outcomes, executed, successRate, p50Ms, p95Ms } = stats;
  return (
    <section aria-label="Last runs" className="panel grid gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-3">
      <div>
        <p className="eyebrow mb-1">Last {outcomes.length} outcomes</p>
        <OutcomeStrip appId={task.appId} taskName={task.name} outcomes={outcomes} className="w-full max-w-60" />
      </div>
      <Fact label="Success" value={successRate === null ? "–" : formatPercent(successRate)}>
        {successRate === null ? "No run has ended yet" : `of the last ${formatCount(executed, "run")}`}
      </Fact>
      <Fact label="Duration" value={p50Ms === null ? "–" : formatDuration(p50Ms)}>
        {p95Ms === null ? "No run has completed yet" : `median; p95 ${formatDuration(p95Ms)}`}
      </Fact>
    </section>
  );
}

const Fact = ({ label, value, children }: { label: string; value: string; children: ReactNode }) => (
  <div>
    <p className="eyebrow">{label}</p>
    <p>
      <span className="mr-2 font-semibold text-base tabular-nums">{value}</span>
      <span className="text-[0.8125rem] text-soft">{children}</span>
    </p>
  </div>
);

function TaskRuns({ task }: { task: Task }) {
  const list = useLiveRuns(task.appId, { taskId: task.id });
  if (!list.runs)
    return list.error ? (
      <ErrorState what="list of runs" error={list.error} onRetry={list.refetch} />
    ) : (
      <ListSkeleton label="Loading the runs" />
    );
  if (list.runs.length === 0) {
    return (
      <EmptyState icon={<Play aria-hidden />} title="It has not run yet">
        Press Run now to try it{task.nextRunAt ? ", or wait for the schedule" : ""}. Each run shows here with its
        outcome.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Runs of the task">
      <h2 className="mb-2 font-semibold text-base">Runs</h2>
      <RunList runs={list.runs} appId={task.appId} showTask={false} />
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.loadMore} label="Show older runs" />
    </section>
  );
}
