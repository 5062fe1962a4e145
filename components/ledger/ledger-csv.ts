import { toCsv } from "#lib/format/csv.ts";
import type { Audit } from "./fire-cell.ts";

const HEAD = [
  ...["Fire time (UTC)", "Schedule", "Run", "Status", "Reason", "Started (UTC)"],
  ...["Delay (ms)", "Duration (ms)"],
];

/** The ledger's rows as a table; holes are rows whose status is `hole`. */
export function ledgerCsv({ rows, holes }: Audit): string {
  const recorded = rows.map(({ fireAt, scheduleId, runId, status, reason, startedAt, delayMs, durationMs }) => [
    ...[fireAt, scheduleId, runId, status, reason, startedAt],
    ...[delayMs, durationMs],
  ]);
  const missing = holes.map((fireAt) => [fireAt, null, null, "hole", null, null, null, null]);
  return toCsv(
    HEAD,
    [...recorded, ...missing].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  );
}
