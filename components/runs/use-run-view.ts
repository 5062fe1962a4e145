"use client";

import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { useMemo } from "react";
import type { Environment, RunSort, RunStatus, RunTrigger } from "#domain/run.ts";
import { useNow } from "#lib/use-now.ts";
import { RUN_COLUMN_NAMES, type RunColumnName } from "./run-columns.tsx";
import { RUN_STATUS_LOOKS, RUN_TRIGGER_LABELS } from "./run-status.ts";
import { RUN_RANGE_LABELS, type RunRange, runFilterOf } from "./run-view.ts";

const ENVIRONMENTS: readonly Environment[] = ["draft", "published"];
const SORTS: readonly RunSort[] = ["newest", "oldest", "slowest", "fastest"];

/** What the list of runs shows, kept in the address, and the filter that it asks the server for. */
export function useRunView() {
  const [view, setView] = useQueryStates({
    task: parseAsInteger,
    status: parseAsArrayOf(parseAsStringLiteral(Object.keys(RUN_STATUS_LOOKS) as RunStatus[])),
    trigger: parseAsStringLiteral(Object.keys(RUN_TRIGGER_LABELS) as RunTrigger[]),
    env: parseAsStringLiteral(ENVIRONMENTS),
    version: parseAsInteger,
    range: parseAsStringLiteral(Object.keys(RUN_RANGE_LABELS) as RunRange[]),
    from: parseAsIsoDateTime,
    to: parseAsIsoDateTime,
    over: parseAsInteger,
    q: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
    sort: parseAsStringLiteral(SORTS),
    cols: parseAsArrayOf(parseAsStringLiteral(RUN_COLUMN_NAMES)),
  });
  const now = useNow(300_000);
  const filter = useMemo(() => runFilterOf(view, now), [view, now]);
  return { view, setView, filter };
}

export type SetRunView = ReturnType<typeof useRunView>["setView"];
export type { RunColumnName };
