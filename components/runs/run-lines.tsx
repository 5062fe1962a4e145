"use client";

import { ArrowDownToLine, Pause } from "lucide-react";
import { useMemo, useState } from "react";
import { LogList } from "#components/logs/log-list.tsx";
import { useLinePages } from "#components/logs/use-line-pages.ts";
import { useTail } from "#components/logs/use-tail.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { formatCount } from "#lib/format/number.ts";

const POLL_MS = 700;

/** All lines of a run in order, following it while it is live. */
export function RunLines({ appId, runId, live }: { appId: number; runId: number; live: boolean }) {
  const [sticking, setSticking] = useState(true);
  const history = useLinePages({ appId, runId, order: "asc", limit: 500 });
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

  if (history.error && !read) return <ErrorState what="log" error={history.error} onRetry={() => history.refetch()} />;
  return (
    <section aria-label="Console" className="panel overflow-hidden">
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-line border-b px-4 py-1">
        <h2 className="mr-auto font-medium">
          Console{" "}
          <span className="ml-1 font-normal text-[0.8125rem] text-faint">
            {formatCount(lines.length, "line")}
            {history.hasMore ? " so far" : ""}
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
          onEnd={history.loadMore}
        />
      )}
    </section>
  );
}
