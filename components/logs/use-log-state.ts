"use client";

import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { knownViewer } from "#lib/format/viewer.ts";
import { lineFilterOf, logParsers, NO_FILTER } from "./log-filter.ts";

/** What the address says about the log, and the request that it means. */
export function useLogState() {
  const [state, setState] = useQueryStates(logParsers);
  const { follow: _follow, wrap: _wrap, line: _line, context: _context, ...filter } = state;
  const key = JSON.stringify(filter);
  // Named ranges count back from the moment they were chosen; a moving start would ask for everything again and again.
  const [opened] = useState(() => ({ key, now: knownViewer()?.now ?? Date.now() }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is new at each render; `key` is what it says.
  const request = useMemo(() => {
    const now = key === opened.key ? opened.now : Date.now();
    return lineFilterOf(filter, now, new Date(now).setHours(0, 0, 0, 0));
  }, [key, opened]);
  return { state, setState, filter, request, key };
}

export type LogState = ReturnType<typeof useLogState>["state"];
export type SetLogState = ReturnType<typeof useLogState>["setState"];

/** What `setState` is given to show all of the log. */
export const ALL_OF_IT = { ...NO_FILTER, line: null, context: null };
