import { runStatusLook } from "#components/runs/run-status.ts";
import type { RunStatus } from "#domain/run.ts";
import type { TaskOutcome, TaskStats } from "#domain/task-stats.ts";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";

type Kind = "good" | "bad" | "late" | "ours" | "none";

/** How tall a bar stands, of 24, and in which colour: trouble is taller as well as red. */
export const OUTCOME_BARS: Record<Kind, { height: number; className: string }> = {
  good: { height: 15, className: "fill-ok" },
  bad: { height: 24, className: "fill-bad" },
  late: { height: 24, className: "fill-warn" },
  ours: { height: 24, className: "fill-ours" },
  none: { height: 7, className: "fill-line-strong" },
};

const KINDS: Record<RunStatus, Kind> = {
  completed: "good",
  failed: "bad",
  out_of_memory: "bad",
  timed_out: "late",
  missed: "late",
  crashed: "ours",
  cancelled: "none",
  skipped: "none",
  queued: "none",
  running: "none",
};

export const outcomeKind = (status: RunStatus): Kind => KINDS[status];

/** `Failed, Tue, Nov 24, 09:30 UTC, took 1.2s`. */
export function outcomeInWords({ status, at, durationMs }: TaskOutcome): string {
  const took = durationMs === null ? null : `took ${formatDuration(durationMs)}`;
  return [runStatusLook(status).label, formatMinute(at), took].filter(Boolean).join(", ");
}

/** `97% of 30 runs completed`. */
export function successInWords({ successRate, executed }: TaskStats): string {
  return successRate === null
    ? "No run has ended yet"
    : `${formatPercent(successRate)} of the last ${formatCount(executed, "run")} completed`;
}
