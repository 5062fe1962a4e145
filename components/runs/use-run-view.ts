"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useNow } from "#lib/use-now.ts";
import { runParsers } from "./run-parsers.ts";
import { runFilterOf } from "./run-view.ts";

/** What the list of runs shows, kept in the address, and the filter that it asks the server for. */
export function useRunView() {
  const [view, setView] = useQueryStates(runParsers);
  const now = useNow(300_000);
  const filter = useMemo(() => runFilterOf(view, now), [view, now]);
  return { view, setView, filter };
}

export type SetRunView = ReturnType<typeof useRunView>["setView"];
