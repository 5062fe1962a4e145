"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowDownToLine, Pause } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { LogList } from "#components/logs/log-list.tsx";
import { useTail } from "#components/logs/use-tail.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const POLL_MS = 700;

/** All lines of a run in order, following it while it is live. */
export function RunLines({ appId, runId, live }: { appId: number; runId: number; live: boolean }) {
  const trpc = useTRPC();
  const [sticking, setSticking] = useState(true);
  const history = useInfiniteQuery(
    trpc.logs.lines.infiniteQueryOptions(
      { appId, runId, order: "asc", limit: 500 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );
  const read = useMemo(() => history.data?.pages.flatMap((page) => page.lines), [history.data]);
  const atEnd = read !== undefined && !history.hasNextPage;
  const tail = useTail({
    appId,
    filter: { runId },
    afterId: atEnd ? (read.at(-1)?.id ?? 0) : null,
    live,
    everyMs: POLL_MS,
  });
  const lines = useMemo(() => [...(read ?? []), ...tail], [read, tail]);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (history.error && !read) return <ErrorState what="log" error={history.error} onRetry={() => history.refetch()} />;
  return (
    <section aria-label="Console" className="panel overflow-hidden">
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-line border-b px-4 py-1">
        <h2 className="mr-auto font-medium">
          Console{" "}
          <span className="ml-1 font-normal text-[0.8125rem] text-faint">
            {formatCount(lines.length, "line")}
            {hasNextPage ? " so far" : ""}
          </span>
        </h2>
        {live && (
          <Button size="sm" variant="ghost" aria-pressed={sticking} onClick={() => setSticking(!sticking)}>
            {sticking ? <Pause aria-hidden /> : <ArrowDownToLine aria-hidden />}
            {sticking ? "Pause scrolling" : "Follow"}
          </Button>
        )}
      </header>
      {!read ? (
        <div className="space-y-2 p-4" role="status" aria-label="Loading the log">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : lines.length === 0 ? (
        <p className="px-4 py-6 text-soft">
          {live
            ? "Nothing was written yet. Lines appear here as the code calls console.log."
            : "This run wrote no line. Call console.log in the screen's code to leave a trace."}
        </p>
      ) : (
        <LogList
          label="Lines of the run"
          lines={lines}
          lineKey={(line) => line.id}
          className="max-h-[60dvh]"
          stickToEnd={live && sticking}
          onStick={setSticking}
          onEnd={more}
        />
      )}
    </section>
  );
}
