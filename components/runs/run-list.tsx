import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { RunSummary } from "#domain/run.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { RUN_TRIGGER_LABELS } from "./run-status.ts";
import { StatusBadge } from "./status-badge.tsx";

const COLUMNS = "lg:grid-cols-[9.5rem_minmax(0,1.4fr)_7rem_minmax(0,1.6fr)_5rem_9rem]";

/** Runs, newest first: a table where there is room, cards where there is not. */
export function RunList({ runs, appId, showTask = true }: { runs: RunSummary[]; appId: number; showTask?: boolean }) {
  return (
    <div className="panel overflow-hidden">
      <div
        aria-hidden
        className={`eyebrow hidden gap-4 border-line border-b bg-sunken/50 px-4 py-2 lg:grid ${COLUMNS}`}
      >
        <span>Status</span>
        <span>{showTask ? "Task" : "Run"}</span>
        <span>Trigger</span>
        <span>Outcome</span>
        <span className="text-right">Took</span>
        <span className="text-right">When</span>
      </div>
      <ul aria-label="Runs" className="divide-y divide-line">
        {runs.map((run) => (
          <RunRow key={run.id} run={run} appId={appId} showTask={showTask} />
        ))}
      </ul>
    </div>
  );
}

function RunRow({ run, appId, showTask }: { run: RunSummary; appId: number; showTask: boolean }) {
  const outcome = run.error ? `${run.error.name}: ${run.error.message}` : run.reason;
  return (
    <li
      className={`relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 ${COLUMNS}`}
    >
      <span>
        <StatusBadge status={run.status} />
      </span>
      <span className="order-first col-span-2 min-w-0 truncate lg:order-none lg:col-span-1">
        <Link
          href={`/apps/${appId}/runs/${run.id}`}
          className="font-medium after:absolute after:inset-0 hover:underline"
        >
          {showTask ? run.taskName : `Run #${run.id}`}
        </Link>
        {showTask && <span className="ml-2 text-faint tabular-nums">#{run.id}</span>}
      </span>
      <span className="hidden text-soft lg:block">{RUN_TRIGGER_LABELS[run.trigger]}</span>
      <span
        className="order-last col-span-2 min-w-0 truncate text-[0.8125rem] text-soft lg:order-none lg:col-span-1"
        title={outcome ?? undefined}
      >
        <span className="lg:hidden">
          {RUN_TRIGGER_LABELS[run.trigger]}
          {outcome ? " · " : ""}
        </span>
        {outcome}
      </span>
      <span className="hidden text-right text-soft tabular-nums lg:block">
        {run.durationMs === null ? "" : formatDuration(run.durationMs)}
      </span>
      <span className="text-right text-[0.8125rem] text-soft">
        <RelativeTime at={run.startedAt ?? run.fireAt ?? run.queuedAt} className="relative z-10" />
        {run.durationMs !== null && <span className="lg:hidden"> · {formatDuration(run.durationMs)}</span>}
      </span>
    </li>
  );
}
