"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import type { Task } from "#domain/task.ts";
import type { RunDuration } from "#domain/task-stats.ts";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DurationCanvas } from "./duration-canvas.tsx";
import { byStart, DURATION_SERIES, durationAt } from "./duration-data.ts";

const POLL_MS = 10_000;
const LISTED = 100;
const SCALES = ["linear", "log"] as const;
const OPTIONS = [
  { value: "linear", label: "Linear" },
  { value: "log", label: "Logarithmic" },
] as const;

/** How long the task's runs took, over time; nothing before there are two to compare. */
export function TaskDurations({ task }: { task: Task }) {
  const trpc = useTRPC();
  const [scale, setScale] = useQueryState("scale", parseAsStringLiteral(SCALES).withDefault("linear"));
  const [looked, setLooked] = useState<RunDuration | null>(null);
  const { data, error, refetch } = useQuery(
    trpc.tasks.durations.queryOptions({ appId: task.appId, taskId: task.id }, { refetchInterval: POLL_MS }),
  );
  const runs = useMemo(() => byStart(data ?? []), [data]);
  if (!data)
    return error ? <ErrorState what="durations" error={error} onRetry={refetch} /> : <Skeleton className="h-72" />;
  if (runs.length < 2) return null;
  const summary = summaryOf(runs);
  return (
    <section aria-label="Durations" className="panel min-w-0 px-4 pt-3 pb-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-semibold text-base">Durations</h2>
        <p className="mr-auto text-[0.8125rem] text-soft tabular-nums">
          {looked ? `#${looked.runId} ${inWords(looked)}` : summary}
        </p>
        <Segments label="Scale" value={scale} onChange={(next) => void setScale(next)} options={OPTIONS} />
      </div>
      <DurationCanvas
        appId={task.appId}
        runs={runs}
        isLog={scale === "log"}
        label={`How long runs took over time: ${summary}. The table below has each.`}
        onLook={setLooked}
      />
      <Legend runs={runs} />
      <Disclosure
        className="mt-3"
        title="As a table"
        aside={`the newest ${formatNumber(Math.min(LISTED, runs.length))}`}
      >
        <DurationTable appId={task.appId} runs={runs} />
      </Disclosure>
    </section>
  );
}

/** As everywhere, only completed runs say how long the task takes: one that fails may do so at once. */
function summaryOf(runs: readonly RunDuration[]): string {
  const completed = runs.filter(({ status }) => status === "completed");
  const [p50, p95] = [durationAt(completed, 0.5), durationAt(completed, 0.95)];
  const count = formatCount(runs.length, "run");
  return p50 === null || p95 === null
    ? `${count}, none completed`
    : `${count}; completed ones: median ${formatDuration(p50)}, p95 ${formatDuration(p95)}`;
}

const inWords = ({ status, startedAt, durationMs }: RunDuration) =>
  `${RUN_STATUS_LOOKS[status].label}, ${formatMinute(startedAt)}, took ${formatDuration(durationMs)}`;

function Legend({ runs }: { runs: readonly RunDuration[] }) {
  const counts = Map.groupBy(runs, ({ status }) => status);
  return (
    <ul aria-label="Colours" className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-soft">
      {DURATION_SERIES.flatMap(({ status, color }) => {
        const count = counts.get(status)?.length ?? 0;
        return count === 0 ? (
          []
        ) : (
          <li key={status} className="flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-full" style={{ background: `var(${color})` }} />
            {RUN_STATUS_LOOKS[status].label} {formatNumber(count)}
          </li>
        );
      })}
    </ul>
  );
}

function DurationTable({ appId, runs }: { appId: number; runs: readonly RunDuration[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label="Durations as a table" className="max-h-80 overflow-auto">
      <table className="w-full text-[0.8125rem]">
        <thead className="eyebrow text-left [&_th]:pb-1.5">
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col">Started</th>
            <th scope="col" className="text-right">
              Took
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line [&_td]:py-1">
          {runs
            .slice(-LISTED)
            .reverse()
            .map(({ runId, status, startedAt, durationMs }) => (
              <tr key={runId}>
                <td>
                  <Link prefetch={false} className="link tabular-nums" href={`/apps/${appId}/runs/${runId}`}>
                    #{runId}
                  </Link>
                </td>
                <td>
                  <StatusBadge status={status} />
                </td>
                <td className="tabular-nums">{formatMinute(startedAt)}</td>
                <td className="text-right tabular-nums">{formatDuration(durationMs)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
