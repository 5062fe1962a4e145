"use client";

import { useMemo } from "react";
import { runLinesInput } from "#components/logs/line-pages.ts";
import { useLinePages } from "#components/logs/use-line-pages.ts";
import { useTail } from "#components/logs/use-tail.ts";

const POLL_MS = 700;

/** The lines of a run in order, page by page, and those that come while it is live. */
export function useRunLines(appId: number, runId: number, live: boolean) {
  const history = useLinePages(runLinesInput(appId, runId));
  const read = history.lines;
  const atEnd = read !== undefined && !history.hasMore;
  const tail = useTail({
    appId,
    filter: { runId },
    afterId: atEnd ? (read.at(-1)?.id ?? 0) : null,
    live,
    everyMs: POLL_MS,
  });
  const lines = useMemo(() => [...(read ?? []), ...tail], [read, tail]);
  return { ...history, lines, isRead: read !== undefined };
}
