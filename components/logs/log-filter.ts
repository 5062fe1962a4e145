import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { LineFilter } from "#domain/log.ts";
import { readLogField } from "#domain/log-search.ts";
import {
  LOG_LEVELS,
  LOG_LINE_KINDS,
  LOG_MODES,
  type LogLevel,
  type LogLineKind,
  type LogMode,
} from "#domain/log-values.ts";
import type { RunStatus } from "#domain/run.ts";

/** Of runs that write lines. */
export const LOG_STATUSES: readonly RunStatus[] = [
  "running",
  "completed",
  "failed",
  "timed_out",
  "out_of_memory",
  "cancelled",
  "crashed",
];

/** Time ranges by name, in ms back from now. */
const RANGES = { "15m": 900_000, "1h": 3_600_000, today: null, "24h": 86_400_000, "7d": 604_800_000 } as const;
export const RANGE_LABELS = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  today: "Today",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  custom: "From … to …",
} as const;
export type RangeName = keyof typeof RANGE_LABELS;

/** The log's filter as it stands in the address. */
export const filterParsers = {
  task: parseAsInteger,
  run: parseAsInteger,
  status: parseAsStringLiteral(LOG_STATUSES),
  mode: parseAsStringLiteral(LOG_MODES),
  level: parseAsArrayOf(parseAsStringLiteral(LOG_LEVELS)),
  kind: parseAsArrayOf(parseAsStringLiteral(LOG_LINE_KINDS)),
  range: parseAsStringLiteral(Object.keys(RANGE_LABELS) as RangeName[]),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  field: parseAsString,
  q: parseAsString,
};

/** Everything that the address says about the log. */
export const logParsers = {
  ...filterParsers,
  follow: parseAsBoolean.withDefault(true),
  wrap: parseAsBoolean.withDefault(true),
  /** Id of the line that the list stands at. */
  line: parseAsInteger,
  /** Whether the line's surroundings are shown unfiltered: of its run, or of the whole app. */
  context: parseAsStringLiteral(["run", "app"]),
};

export interface LogFilter {
  task: number | null;
  run: number | null;
  status: RunStatus | null;
  mode: LogMode | null;
  level: LogLevel[] | null;
  kind: LogLineKind[] | null;
  range: RangeName | null;
  from: Date | null;
  to: Date | null;
  field: string | null;
  q: string | null;
}

export const NO_FILTER: LogFilter = {
  task: null,
  run: null,
  status: null,
  mode: null,
  level: null,
  kind: null,
  range: null,
  from: null,
  to: null,
  field: null,
  q: null,
};

export const isFiltered = (filter: LogFilter) =>
  Object.keys(NO_FILTER).some((key) => filter[key as keyof LogFilter] !== null);

/**
 * The request for a filter.
 *
 * @param now ms since 1970, from which the named ranges count back
 * @param startOfToday ms since 1970 of the viewer's last midnight
 */
export function lineFilterOf(filter: LogFilter, now: number, startOfToday: number): LineFilter {
  const { task, run, status, mode, level, kind, range, from, to, q } = filter;
  const field = readLogField(filter.field ?? "");
  const start = range === "today" ? startOfToday : range === "custom" || !range ? null : now - RANGES[range];
  return {
    ...(task !== null && { taskId: task }),
    ...(run !== null && { runId: run }),
    ...(status !== null && { status }),
    ...(mode !== null && { mode }),
    ...(level?.length && { level }),
    ...(kind?.length && { kind }),
    ...(q?.trim() && { search: q.trim() }),
    ...(field && { field }),
    ...(start !== null && { from: new Date(start).toISOString() }),
    ...(range === "custom" && from && { from: from.toISOString() }),
    ...(range === "custom" && to && { to: to.toISOString() }),
  };
}
