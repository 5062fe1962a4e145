"use client";

import { useEffect, useRef, useState } from "react";
import type { CaseOutcome } from "#domain/screen-case.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { streamClient } from "#lib/trpc/stream-client.ts";

export interface CaseRuns {
  isRunning: boolean;
  /** What they run with, where they were started here. */
  content: ScreenContent | null;
  /** By the id of the case, as they end. */
  outcomes: ReadonlyMap<number, CaseOutcome>;
  error: string | null;
}

const NOTHING: CaseRuns = { isRunning: false, content: null, outcomes: new Map(), error: null };

/** What tells the outcomes of cases as they end, and stops when it is told to. Resolves to what came of it. */
type Telling<T> = (signal: AbortSignal, tell: (outcome: CaseOutcome) => void) => Promise<T>;

/** Runs all cases of a screen with the code as it stands, each told as it ends. Leaving cancels the one that runs. */
export function useCaseRuns(ref: { appId: number; id: number }) {
  const [runs, setRuns] = useState(NOTHING);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  /** Shows what something tells that runs the cases on its own account, one such thing at a time. */
  const watch = async <T>(telling: Telling<T>, content: ScreenContent | null = null): Promise<T> => {
    under.current?.abort();
    const stop = new AbortController();
    under.current = stop;
    // What belongs to runs that were left says nothing any more.
    const change = (next: (runs: CaseRuns) => CaseRuns) => under.current === stop && setRuns(next);
    change(() => ({ ...NOTHING, content, isRunning: true }));
    const ended = await telling(stop.signal, (outcome) =>
      change((now) => ({ ...now, outcomes: new Map(now.outcomes).set(outcome.caseId, outcome) })),
    ).catch((error: unknown) => {
      change((now) => ({ ...now, isRunning: false, error: stop.signal.aborted ? null : errorInfo(error).message }));
      throw error;
    });
    change((now) => ({ ...now, isRunning: false }));
    return ended;
  };
  const start = (content: ScreenContent) =>
    watch(async (signal, tell) => {
      const outcomes = await streamClient().screens.cases.stream.mutate({ ...ref, ...content }, { signal });
      for await (const outcome of outcomes) tell(outcome);
    }, content).catch(() => {
      // It stands in `error`.
    });
  return { ...runs, start, watch };
}
