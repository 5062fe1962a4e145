"use client";

import { useEffect, useRef, useState } from "react";
import type { TestRunInput } from "#domain/screen.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { streamClient } from "#lib/trpc/stream-client.ts";
import type { TestLine, TestOutcome } from "./test-output.tsx";

interface TestRun {
  isRunning: boolean;
  /** As they come. */
  lines: TestLine[];
  /** Null before the end. */
  outcome: TestOutcome | null;
  /** Why it could not be run. */
  error: string | null;
}

const NOTHING: TestRun = { isRunning: false, lines: [], outcome: null, error: null };

/** A test run, its lines told as the code writes them. One at a time; leaving the page cancels it. */
export function useTestRun() {
  const [run, setRun] = useState(NOTHING);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  const start = async (input: TestRunInput & { appId: number }) => {
    under.current?.abort();
    const stop = new AbortController();
    under.current = stop;
    const startedAt = performance.now();
    // What belongs to a run that was left says nothing any more.
    const change = (next: (run: TestRun) => TestRun) => under.current === stop && setRun(next);
    change(() => ({ ...NOTHING, isRunning: true }));
    try {
      for await (const event of await streamClient().screens.streamTestRun.mutate(input, { signal: stop.signal })) {
        if (event.type === "lines") change((now) => ({ ...now, lines: [...now.lines, ...event.lines] }));
        else change((now) => ({ ...now, isRunning: false, outcome: event.outcome }));
      }
      change((now) =>
        now.isRunning ? { ...now, isRunning: false, error: "The connection was lost before the end." } : now,
      );
    } catch (error) {
      const ended = stop.signal.aborted
        ? { outcome: { status: "cancelled", durationMs: performance.now() - startedAt } }
        : { error: errorInfo(error).message };
      change((now) => ({ ...now, isRunning: false, ...ended }));
    }
  };
  return { ...run, start, stop: () => under.current?.abort() };
}
