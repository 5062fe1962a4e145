"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { ShownRun } from "./shown-run.ts";
import { StatusBadge } from "./status-badge.tsx";

const OFFERED = 20;

/** Offers the newest other runs of the task to compare a run with. */
export function CompareDialog({ run, onClose }: { run: ShownRun; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.runs.list.queryOptions({ appId: run.appId, taskId: run.taskId, limit: OFFERED + 1 }),
  );
  const others = data?.runs.filter(({ id }) => id !== run.id).slice(0, OFFERED);
  return (
    <Dialog open onOpenChange={onClose} title={`Compare run #${run.id} with`} description={`Runs of ${run.taskName}.`}>
      {!others ? (
        error ? (
          <ErrorState what="list of runs" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton label="Loading the runs" />
        )
      ) : others.length === 0 ? (
        <p className="text-soft">The task has no other run yet. Run it again, and compare the two.</p>
      ) : (
        <ul aria-label="Runs to compare with" className="divide-y divide-line">
          {others.map((other) => (
            <li key={other.id} className="relative flex items-center gap-3 py-2 hover:bg-sunken/60">
              <Link
                href={`/apps/${run.appId}/runs/${run.id}/compare/${other.id}`}
                className="font-medium tabular-nums after:absolute after:inset-0 hover:underline"
              >
                #{other.id}
              </Link>
              <StatusBadge status={other.status} />
              <span className="ml-auto text-right text-[0.8125rem] text-soft tabular-nums">
                {other.durationMs !== null && `${formatDuration(other.durationMs)} · `}
                <RelativeTime at={other.startedAt ?? other.queuedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
