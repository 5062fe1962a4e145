import { parseAsBoolean, parseAsInteger, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs";
import type { ListLinesInput, LogLevel, LogMode } from "#domain/log.ts";
import type { RunStatus } from "#domain/run.ts";

export const LEVELS: readonly LogLevel[] = ["debug", "log", "info", "warn", "error"];
export const MODES: readonly LogMode[] = ["scheduled", "on-demand"];
const STATUSES: readonly RunStatus[] = [
  "running",
  "completed",
  "failed",
  "timed_out",
  "out_of_memory",
  "cancelled",
  "crashed",
];

/** Time ranges by name, in ms back from now. */
export const RANGES = { "15m": 900_000, "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export const RANGE_LABELS = {
  all: "All time",
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  custom: "From … to …",
} as const;
export type RangeName = keyof typeof RANGE_LABELS;

/** The log's filter as it stands in the address. */
export const logFilterParsers = {
  task: parseAsInteger,
  status: parseAsStringLiteral(STATUSES),
  mode: parseAsStringLiteral(MODES),
  level: parseAsStringLiteral(LEVELS),
  range: parseAsStringLiteral(Object.keys(RANGE_LABELS) as RangeName[]).withDefault("all"),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  q: parseAsString.withDefault(""),
  follow: parseAsBoolean.withDefault(false),
};

export interface LogFilter {
  task: number | null;
  status: RunStatus | null;
  mode: LogMode | null;
  level: LogLevel | null;
  range: RangeName;
  from: Date | null;
  to: Date | null;
  q: string;
}

export { STATUSES as LOG_STATUSES };

/** The request for a filter. @param now ms since 1970, from which the named ranges count back */
export function linesInputOf(filter: LogFilter, now: number) {
  const input: Omit<ListLinesInput, "order" | "limit" | "cursor"> = {};
  if (filter.task !== null) input.taskId = filter.task;
  if (filter.status !== null) input.status = filter.status;
  if (filter.mode !== null) input.mode = filter.mode;
  if (filter.level !== null) input.level = filter.level;
  if (filter.q.trim() !== "") input.search = filter.q.trim();
  if (filter.range === "custom") {
    if (filter.from) input.from = filter.from.toISOString();
    if (filter.to) input.to = filter.to.toISOString();
  } else if (filter.range !== "all") {
    input.from = new Date(now - RANGES[filter.range]).toISOString();
  }
  return input;
}
