import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { RunSummary } from "#domain/run.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { outcomeOf } from "./run-outcome.ts";
import { RUN_TRIGGER_LABELS } from "./run-status.ts";
import { StatusBadge } from "./status-badge.tsx";

/** A run where there is no room for a table. */
export function RunCard({ run }: { run: RunSummary }) {
  const outcome = outcomeOf(run);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2.5">
      <span className="col-span-2 truncate">
        <Link
          href={`/apps/${run.appId}/runs/${run.id}`}
          className="font-medium after:absolute after:inset-0 hover:underline"
        >
          {run.taskName}
        </Link>
        <span className="ml-2 text-faint tabular-nums">#{run.id}</span>
      </span>
      <span>
        <StatusBadge status={run.status} />
      </span>
      <span className="text-right text-[0.8125rem] text-soft">
        <RelativeTime at={run.startedAt ?? run.fireAt ?? run.queuedAt} className="relative z-10" />
        {run.durationMs !== null && ` · ${formatDuration(run.durationMs)}`}
      </span>
      <span className="col-span-2 truncate text-[0.8125rem] text-soft">
        {RUN_TRIGGER_LABELS[run.trigger]}
        {outcome && ` · ${outcome}`}
      </span>
    </div>
  );
}
