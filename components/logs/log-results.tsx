"use client";

import { ListFilter, ScrollText } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { ListLinesInput, LogLine } from "#domain/log.ts";
import { LogList } from "./log-list.tsx";
import { useLinePages } from "./use-line-pages.ts";
import { useTail } from "./use-tail.ts";

interface LogResultsProps {
  input: Omit<ListLinesInput, "order" | "limit" | "cursor">;
  search: string;
  follow: boolean;
  isFiltered: boolean;
  onClear: () => void;
}

const PAGE = 200;
const FOLLOW_MS = 1_500;
const keyOf = (line: LogLine) => line.id;

/** The lines that match, newest first: older ones by scrolling down, newer ones on top while following. */
export function LogResults({ input, search, follow, isFiltered, onClear }: LogResultsProps) {
  const appId = useAppId();
  const history = useLinePages({ appId, ...input, order: "desc", limit: PAGE });
  const old = history.lines;
  const tail = useTail({
    appId,
    filter: input,
    afterId: old && follow ? (old[0]?.id ?? 0) : null,
    live: follow,
    everyMs: FOLLOW_MS,
  });
  const lines = useMemo(() => {
    const known = new Set(old?.slice(0, PAGE).map(keyOf));
    return [...tail.filter((line) => !known.has(line.id)).reverse(), ...(old ?? [])];
  }, [old, tail]);

  const runHref = useCallback((line: LogLine) => `/apps/${appId}/runs/${line.runId}`, [appId]);

  if (!old) {
    return history.error ? (
      <ErrorState what="log" error={history.error} onRetry={history.refetch} />
    ) : (
      <ListSkeleton rows={10} label="Loading the log" />
    );
  }
  if (lines.length === 0) {
    return isFiltered ? (
      <EmptyState
        icon={<ListFilter aria-hidden />}
        title="No line matches"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        Try fewer filters, a longer time range or a shorter text.
      </EmptyState>
    ) : (
      <EmptyState icon={<ScrollText aria-hidden />} title="The log is empty">
        Call console.log in a screen and run its task: every line lands here, with its time, level and values.
      </EmptyState>
    );
  }
  return (
    <div className="panel overflow-hidden">
      <LogList
        label="Log lines"
        lines={lines}
        lineKey={keyOf}
        search={search}
        runHref={runHref}
        onEnd={history.loadMore}
        className="h-[60dvh] min-h-80 lg:h-[calc(100dvh-15.5rem)]"
        footer={
          <p className="px-4 py-3 text-center text-[0.8125rem] text-faint">
            {history.loadingMore ? "Loading older lines…" : history.hasMore ? "Scroll for older lines" : "That is all."}
          </p>
        }
      />
    </div>
  );
}
