"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useNow } from "#lib/use-now.ts";
import { runParsers } from "./run-parsers.ts";
import { questionOf, runFilterOf } from "./run-view.ts";

/**
 * What the list of runs shows, kept in the address, and the filter that it asks the server for: of a named range, that
 * moves with time while the question stays.
 */
export function useRunView() {
  const [view, setView] = useQueryStates(runParsers);
  const now = useNow(300_000);
  const filter = useMemo(() => runFilterOf(view, now), [view, now]);
  return { view, setView, filter, question: questionOf(view) };
}

export type SetRunView = ReturnType<typeof useRunView>["setView"];
