"use client";

import Link from "next/link";
import { RunList } from "#components/runs/run-list.tsx";
import { isRunLive } from "#components/runs/run-status.ts";
import { Skeleton } from "#components/ui/states.tsx";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useBackfillRuns } from "./use-backfill-runs.ts";

const LISTED = 20;

/** How far a backfill is. It goes on when this is closed. */
export function BackfillProgress({ appId, taskId, queued }: { appId: number; taskId: number; queued: number }) {
  const runs = useBackfillRuns({ appId, taskId, queued });
  if (!runs) return <Skeleton className="h-24 w-full" />;
  const ended = runs.filter(({ status }) => !isRunLive(status)).length;
  const failed = runs.filter(({ status }) => !isRunLive(status) && status !== "completed").length;
  // What runs or ran last stands first; what waits comes after.
  const shown = [...runs].sort((a, b) => Number(a.status === "queued") - Number(b.status === "queued") || b.id - a.id);
  return (
    <div className="space-y-3">
      <p role="status" className="font-medium">
        {formatNumber(ended)} of {formatCount(queued, "run")} ended
        {failed > 0 && <span className="text-bad">, {formatNumber(failed)} of them did not complete</span>}.
      </p>
      <div
        role="progressbar"
        aria-label="Backfill"
        aria-valuemin={0}
        aria-valuemax={queued}
        aria-valuenow={ended}
        className="h-1.5 overflow-hidden rounded-full bg-quiet-soft"
      >
        <div className="h-full bg-accent" style={{ width: `${(100 * ended) / Math.max(1, queued)}%` }} />
      </div>
      <p className="text-[0.8125rem] text-soft">
        It goes on when you close this. All its runs are in the{" "}
        <Link className="link" href={`/apps/${appId}/runs?task=${taskId}&trigger=backfill`}>
          list of runs
        </Link>
        .
      </p>
      <RunList runs={shown.slice(0, LISTED)} appId={appId} showTask={false} />
    </div>
  );
}
