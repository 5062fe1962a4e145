"use client";

import { ArrowDownToLine, Pause } from "lucide-react";
import { useState } from "react";
import { LogList } from "#components/logs/log-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { useRunLines } from "./use-run-lines.ts";

/** The section, to scroll to. */
export const CONSOLE_ID = "console";

interface RunLinesProps {
  /** What `useRunLines` gave. */
  log: ReturnType<typeof useRunLines>;
  live: boolean;
  /** The line to go to, which stands out. */
  lineId: number | null;
}

/** All lines of a run in order, following it while it is live. */
export function RunLines({ log, live, lineId }: RunLinesProps) {
  const [sticking, setSticking] = useState(true);
  const { lines } = log;

  if (log.error && !log.isRead) return <ErrorState what="log" error={log.error} onRetry={() => log.refetch()} />;
  return (
    <section id={CONSOLE_ID} aria-label="Console" className="panel overflow-hidden">
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-line border-b px-4 py-1">
        <h2 className="mr-auto font-medium">
          Console{" "}
          <span className="ml-1 font-normal text-[0.8125rem] text-faint">
            {formatCount(lines.length, "line")}
            {log.hasMore ? " so far" : ""}
          </span>
        </h2>
        {live && (
          <Button size="sm" variant="ghost" aria-pressed={sticking} onClick={() => setSticking(!sticking)}>
            {sticking ? <Pause aria-hidden /> : <ArrowDownToLine aria-hidden />}
            {sticking ? "Pause scrolling" : "Follow"}
          </Button>
        )}
      </header>
      {!log.isRead ? (
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
          stickToEnd={live && sticking && lineId === null}
          onStick={setSticking}
          onEnd={log.loadMore}
          markedKey={lineId ?? undefined}
        />
      )}
    </section>
  );
}
