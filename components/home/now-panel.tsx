"use client";

import Link from "next/link";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { ActiveRun, Overview } from "#domain/task-stats.ts";
import { formatCountdown } from "#lib/format/duration.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useNow } from "#lib/use-now.ts";
import { Nothing, Panel } from "./panel.tsx";

/** What runs at this moment and what waits for a place, with its time as it passes. */
export function NowPanel({ appId, overview }: { appId: number; overview: Overview }) {
  const { active, runningCount, waitingCount } = overview;
  const more = runningCount + waitingCount - active.length;
  return (
    <Panel
      title="Running now"
      aside={
        active.length > 0 &&
        `${formatNumber(runningCount)} running${waitingCount > 0 ? `, ${formatNumber(waitingCount)} waiting` : ""}`
      }
    >
      {active.length === 0 ? (
        <Nothing>Nothing runs at this moment. What starts shows here by itself.</Nothing>
      ) : (
        <ul aria-label="Running now" className="divide-y divide-line">
          {active.map((run) => (
            <Row key={run.id} appId={appId} run={run} />
          ))}
          {more > 0 && (
            <li className="px-4 py-2 text-[0.8125rem]">
              <Link className="link" href={`/apps/${appId}/runs`}>
                and {formatCount(more, "more run")}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}

function Row({ appId, run }: { appId: number; run: ActiveRun }) {
  const now = useNow(1_000);
  const since = Date.parse(run.startedAt ?? run.queuedAt);
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunken/60">
      <Link
        href={`/apps/${appId}/runs/${run.id}`}
        className="min-w-0 flex-1 basis-32 truncate font-medium after:absolute after:inset-0 hover:underline"
      >
        {run.taskName} <span className="font-normal text-faint tabular-nums">#{run.id}</span>
      </Link>
      {run.environment === "draft" && <Badge>Draft</Badge>}
      <StatusBadge status={run.status} />
      <span className="w-16 text-right text-soft tabular-nums" suppressHydrationWarning>
        {now === 0 ? "" : formatCountdown(Math.max(0, now - since))}
      </span>
    </li>
  );
}
