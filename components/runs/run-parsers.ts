import { parseAsArrayOf, parseAsInteger, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { ENVIRONMENTS, RUN_SORTS, RUN_STATUSES, RUN_TRIGGERS } from "#domain/run-values.ts";
import { RUN_RANGE_LABELS, type RunRange } from "./run-view.ts";

export const RUN_COLUMN_NAMES = [
  "status",
  "task",
  "trigger",
  "outcome",
  "version",
  "attempts",
  "waited",
  "took",
  "when",
] as const;
export type RunColumnName = (typeof RUN_COLUMN_NAMES)[number];

/** What the list of runs shows as it stands in the address; the page reads it on the server, and the list in the browser. */
export const runParsers = {
  task: parseAsInteger,
  status: parseAsArrayOf(parseAsStringLiteral(RUN_STATUSES)),
  trigger: parseAsStringLiteral(RUN_TRIGGERS),
  env: parseAsStringLiteral(ENVIRONMENTS),
  version: parseAsInteger,
  range: parseAsStringLiteral(Object.keys(RUN_RANGE_LABELS) as RunRange[]),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  over: parseAsInteger,
  q: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  sort: parseAsStringLiteral(RUN_SORTS),
  cols: parseAsArrayOf(parseAsStringLiteral(RUN_COLUMN_NAMES)),
};
