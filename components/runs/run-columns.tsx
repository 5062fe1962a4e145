"use client";

import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { RunSort, RunSummary } from "#domain/run.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { outcomeOf, waitMsOf } from "./run-outcome.ts";
import type { RunColumnName } from "./run-parsers.ts";
import { RUN_TRIGGER_LABELS } from "./run-status.ts";
import { StatusBadge } from "./status-badge.tsx";

export const SHOWN_AT_FIRST: readonly RunColumnName[] = ["status", "task", "trigger", "outcome", "took", "when"];

interface ColumnFacts {
  label: string;
  /** Its track of the grid. */
  width: string;
  isRight?: boolean;
  /** The orders that its head switches between, the first one first. Only those that the server can page through. */
  sorts?: readonly [RunSort, RunSort];
}

export const RUN_COLUMN_FACTS: Record<RunColumnName, ColumnFacts> = {
  status: { label: "Status", width: "9.5rem" },
  task: { label: "Task", width: "minmax(8rem,1.3fr)" },
  trigger: { label: "Trigger", width: "7rem" },
  outcome: { label: "Outcome", width: "minmax(8rem,1.6fr)" },
  version: { label: "Version", width: "8rem" },
  attempts: { label: "Attempts", width: "5rem", isRight: true },
  waited: { label: "Waited", width: "5rem", isRight: true },
  took: { label: "Took", width: "5.5rem", isRight: true, sorts: ["slowest", "fastest"] },
  when: { label: "When", width: "9rem", isRight: true, sorts: ["newest", "oldest"] },
};

/** None: order, selection and columns are the page's and the server's own. */
export const runFeatures = tableFeatures({});
const column = createColumnHelper<typeof runFeatures, RunSummary>();

const cell = (name: RunColumnName, render: (run: RunSummary) => React.ReactNode) =>
  column.display({ id: name, header: RUN_COLUMN_FACTS[name].label, cell: ({ row }) => render(row.original) });

const ms = (value: number | null) => (value === null ? "" : formatDuration(value));

/** Every column that the list can show, by name. */
export const RUN_COLUMNS: Record<RunColumnName, ReturnType<typeof cell>> = {
  status: cell("status", (run) => <StatusBadge status={run.status} />),
  task: cell("task", (run) => (
    <>
      <Link
        href={`/apps/${run.appId}/runs/${run.id}`}
        className="font-medium after:absolute after:inset-0 hover:underline"
      >
        {run.taskName}
      </Link>
      <span className="ml-2 text-faint tabular-nums">#{run.id}</span>
    </>
  )),
  trigger: cell("trigger", (run) => <span className="text-soft">{RUN_TRIGGER_LABELS[run.trigger]}</span>),
  outcome: cell("outcome", (run) => (
    <span className="text-[0.8125rem] text-soft" title={outcomeOf(run) ?? undefined}>
      {outcomeOf(run)}
    </span>
  )),
  version: cell("version", (run) => (
    <span className="inline-flex items-center gap-1.5 text-soft">
      {run.screenVersion !== null && `v${run.screenVersion}`}
      <Badge tone={run.environment === "published" ? "accent" : "quiet"} className="capitalize">
        {run.environment}
      </Badge>
    </span>
  )),
  attempts: cell("attempts", (run) => <span className="text-soft tabular-nums">{run.attempt}</span>),
  waited: cell("waited", (run) => <span className="text-soft tabular-nums">{ms(waitMsOf(run))}</span>),
  took: cell("took", (run) => <span className="text-soft tabular-nums">{ms(run.durationMs)}</span>),
  when: cell("when", (run) => (
    <RelativeTime
      at={run.startedAt ?? run.fireAt ?? run.queuedAt}
      className="relative z-10 text-[0.8125rem] text-soft"
    />
  )),
};
