import type { RunStatus } from "#domain/run.ts";
import type { RunDuration } from "#domain/task-stats.ts";

/** The ends that a run which was executed can have, in the order of the chart's series, and the token of each colour. */
export const DURATION_SERIES: readonly { status: RunStatus; color: string }[] = [
  { status: "completed", color: "--ok" },
  { status: "failed", color: "--bad" },
  { status: "timed_out", color: "--warn" },
  { status: "out_of_memory", color: "--heavy" },
  { status: "crashed", color: "--ours" },
  { status: "cancelled", color: "--quiet" },
];

/** Columns of equal length, as the chart takes them: seconds since 1970, then ms by series, null where another has the run. */
export type DurationColumns = [number[], ...(number | null)[][]];

/** Runs by their start, since the chart's line of time may not go back. */
export const byStart = (runs: readonly RunDuration[]) =>
  [...runs].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));

/** @param runs by their start. A logarithm has no zero: a duration below 1 ms stands at 1 ms. */
export const durationColumns = (runs: readonly RunDuration[]): DurationColumns => [
  runs.map(({ startedAt }) => Date.parse(startedAt) / 1_000),
  ...DURATION_SERIES.map((series) =>
    runs.map(({ status, durationMs }) => (status === series.status ? Math.max(1, durationMs) : null)),
  ),
];

/** The duration that a share of the runs did not exceed, ms; null without any. @param share from 0 to 1 */
export function durationAt(runs: readonly RunDuration[], share: number): number | null {
  const sorted = runs.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
