"use client";

import { useEffect, useRef, useState } from "react";
import type { CaseOutcome } from "#domain/screen-case.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { streamClient } from "#lib/trpc/stream-client.ts";

export interface CaseRuns {
  isRunning: boolean;
  /** By the id of the case, as they end. */
  outcomes: ReadonlyMap<number, CaseOutcome>;
  error: string | null;
}

const NOTHING: CaseRuns = { isRunning: false, outcomes: new Map(), error: null };

/** Runs all cases of a screen with the code as it stands, each told as it ends. Leaving cancels the one that runs. */
export function useCaseRuns(ref: { appId: number; id: number }) {
  const [runs, setRuns] = useState(NOTHING);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  /** Resolves to whether all passed. */
  const start = async (content: ScreenContent): Promise<boolean> => {
    under.current?.abort();
    const stop = new AbortController();
    under.current = stop;
    // What belongs to runs that were left says nothing any more.
    const change = (next: (runs: CaseRuns) => CaseRuns) => under.current === stop && setRuns(next);
    change(() => ({ ...NOTHING, isRunning: true }));
    let allPassed = true;
    try {
      for await (const outcome of await streamClient().screens.cases.stream.mutate(
        { ...ref, ...content },
        { signal: stop.signal },
      )) {
        allPassed &&= outcome.passed;
        change((now) => ({ ...now, outcomes: new Map(now.outcomes).set(outcome.caseId, outcome) }));
      }
      change((now) => ({ ...now, isRunning: false }));
      return allPassed;
    } catch (error) {
      change((now) => ({ ...now, isRunning: false, error: stop.signal.aborted ? null : errorInfo(error).message }));
      return false;
    }
  };
  return { ...runs, start };
}
