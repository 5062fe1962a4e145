import { CircleHelp, type LucideIcon } from "lucide-react";
import { runStatusLook } from "#components/runs/run-status.ts";
import type { Tone } from "#components/ui/badge.tsx";
import { formatTime } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount } from "#lib/format/number.ts";
import type { Outputs } from "#lib/trpc/outputs.ts";

export type Audit = Outputs["schedules"]["audit"];

/** One expected fire: its row in the ledger, or the hole where that should be. */
export interface FireCell {
  /** ISO 8601 UTC. */
  fireAt: string;
  status: Audit["rows"][number]["status"] | "hole";
  runId: number | null;
  delayMs: number | null;
  durationMs: number | null;
  reason: string | null;
  isDuplicate: boolean;
}

interface FireLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

const HOLE: FireLook = { label: "No row", icon: CircleHelp, tone: "bad" };

export const fireLook = (status: string): FireLook => (status === "hole" ? HOLE : runStatusLook(status));

/** The audit's rows and holes as cells, oldest first. */
export function fireCells({ rows, holes, duplicates }: Audit): FireCell[] {
  const doubled = new Set(duplicates);
  const missing = holes.map(
    (fireAt): FireCell => ({
      fireAt,
      status: "hole",
      runId: null,
      delayMs: null,
      durationMs: null,
      reason: "The schedule promised this fire, and the ledger has no row for it.",
      isDuplicate: false,
    }),
  );
  const present = rows.map(
    ({ fireAt, status, runId, delayMs, durationMs, reason }): FireCell => ({
      fireAt,
      status,
      runId,
      delayMs,
      durationMs,
      reason,
      isDuplicate: doubled.has(fireAt),
    }),
  );
  return [...present, ...missing].sort((a, b) => (a.fireAt < b.fireAt ? -1 : a.fireAt > b.fireAt ? 1 : 0));
}

/** A fire in one line: when, what became of it, how late, and why. */
export function fireInWords({ fireAt, status, delayMs, durationMs, reason, isDuplicate }: FireCell): string {
  const parts = [
    `${formatTime(fireAt)} ${fireLook(status).label}`,
    isDuplicate && "more than one row",
    delayMs !== null && `started ${formatDuration(Math.max(0, delayMs))} late`,
    durationMs !== null && `took ${formatDuration(durationMs)}`,
    reason,
  ];
  return parts.filter(Boolean).join(", ");
}

/** The worst first. */
const SEVERITY = [
  ...["hole", "crashed", "out_of_memory", "failed", "timed_out", "missed", "cancelled", "skipped"],
  ...["running", "queued", "completed"],
];

/** The worst that became of any of the fires. */
export const worstOf = (cells: readonly FireCell[]): string =>
  SEVERITY.find((status) => cells.some((cell) => cell.status === status)) ?? "completed";

/** How many of each outcome, the most frequent first. */
export function countByStatus(cells: readonly FireCell[]): [status: string, count: number][] {
  const counts = Map.groupBy(cells, ({ status }) => status as string);
  return [...counts].map(([status, { length }]): [string, number] => [status, length]).sort((a, b) => b[1] - a[1]);
}

export const countsInWords = (cells: readonly FireCell[]) =>
  `${formatCount(cells.length, "fire")}: ${countByStatus(cells)
    .map(([status, count]) => `${count} ${fireLook(status).label.toLowerCase()}`)
    .join(", ")}`;
