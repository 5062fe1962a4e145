"use client";

import { useDeferredValue } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { LoadMap } from "./load-map.tsx";
import { type AppLoad as Load, useAppLoad } from "./use-app-load.ts";

interface AppLoadProps {
  appId: number;
  /** Null for a task that is not there yet. */
  taskId: number | null;
  /** As they are being edited. */
  schedules: readonly { frequency: string; timezone: string }[];
  /** How far the task's starts are spread already, ms. */
  spreadMs: number;
  onSpread: (spreadMs: number) => void;
}

/** The app's coming week with this task in it, and a spread where it would start together with others. */
export function AppLoad({ appId, taskId, schedules, spreadMs, onSpread }: AppLoadProps) {
  // The map may lag a few frames behind a fast typist; what is typed must not.
  const shown = useDeferredValue(schedules);
  const timezone = shown[0]?.timezone ?? "UTC";
  const { load, error, retry } = useAppLoad(appId, taskId, shown, timezone);
  return (
    <section aria-labelledby={HEADING_ID} className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={HEADING_ID} className="font-medium">
          The app's coming week
        </h3>
        <p className="text-[0.8125rem] text-faint">
          in {timezone.replaceAll("_", " ")} · the stronger, the more runs start ·{" "}
          <span aria-hidden className="mb-px inline-block h-1.5 w-3 bg-heavy" /> this task's share
        </p>
      </div>
      {load ? (
        <>
          <ClashNotice load={load} timezone={timezone} spreadMs={spreadMs} onSpread={onSpread} />
          <LoadMap week={load.week} timezone={timezone} summary={summaryOf(load, timezone)} />
        </>
      ) : error ? (
        <p role="alert" className="text-soft">
          The load could not be loaded. {errorInfo(error).message}{" "}
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </p>
      ) : (
        <Skeleton className="h-44 w-full" />
      )}
    </section>
  );
}

const HEADING_ID = "app-load";

function ClashNotice({
  load: { clash },
  timezone,
  spreadMs,
  onSpread,
}: Pick<AppLoadProps, "spreadMs" | "onSpread"> & { load: Load; timezone: string }) {
  if (spreadMs > 0)
    return (
      <Notice tone="info">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span>
            Its runs start up to {formatDuration(spreadMs)} after their fire time, always by the same for one schedule.
          </span>
          <Button size="sm" onClick={() => onSpread(0)}>
            Start on the minute
          </Button>
        </div>
      </Notice>
    );
  if (!clash) return null;
  const others = formatCount(clash.others, "other run");
  const more = clash.minutes > 1 ? `, and so do ${formatNumber(clash.minutes - 1)} more of its fires this week` : "";
  return (
    <Notice tone="warn">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0">
          At {formatMinute(clash.at, timezone)} it starts together with {others}
          {more}.
        </span>
        <Button size="sm" onClick={() => onSpread(clash.spreadMs)}>
          Spread over {formatNumber(clash.spreadMs / 60_000)} {clash.spreadMs === 60_000 ? "minute" : "minutes"}
        </Button>
      </div>
    </Notice>
  );
}

function summaryOf({ week: { busiest }, tasks, isCut }: Load, timezone: string): string {
  if (!busiest) return "Nothing of this app starts by itself in the coming week.";
  const others = tasks === 0 ? "No other task of this app starts by itself. " : "";
  const cut = isCut ? " There are so many fires that some are left out." : "";
  const total = formatCount(busiest.others + busiest.own, "run");
  return `${others}Busiest hour: from ${formatMinute(busiest.at, timezone)}, ${total}.${cut}`;
}
