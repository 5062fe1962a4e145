"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { formatWeekday, viewerTimezone } from "#lib/format/datetime.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useNow } from "#lib/use-now.ts";
import {
  addDays,
  dayKey,
  TIMETABLE_VIEWS,
  type TimetableView,
  timetableWindow,
  windowInput,
} from "./calendar-window.ts";
import { CrowdHint } from "./crowd-hint.tsx";
import { DayView } from "./day-view.tsx";
import { FireDialog } from "./fire-dialog.tsx";
import type { Timetable, TimetableFire } from "./timetable-model.ts";
import { WeekView } from "./week-view.tsx";

const POLL_MS = 15_000;

/** What ran and what will, of one app; with null, of all apps of the organisation. */
export function TimetablePage({ appId }: { appId: number | null }) {
  const [{ view, date }, setPlace] = useQueryStates({
    view: parseAsStringLiteral(TIMETABLE_VIEWS).withDefault("day"),
    date: parseAsString,
  });
  // Unknown, 0, while it is rendered for nobody in particular: then the browser asks.
  const now = useNow(POLL_MS);
  const { day, start, end } = timetableWindow(view, date, now);
  const { data, error, refetch, isPlaceholderData } = useTimetable(appId, now === 0 ? null : { start, end });
  const go = (to: number) => setPlace({ date: dayKey(to) === dayKey(now) ? null : dayKey(to) });
  const step = view === "day" ? 1 : 7;

  return (
    <>
      <PageHeader title="Timetable">
        {appId === null ? (
          <>
            What ran and what will, in all{" "}
            <Link className="link" href="/">
              apps
            </Link>
          </>
        ) : (
          "What ran and what will"
        )}
        {now > 0 && `, in your time zone, ${viewerTimezone()}`}.
      </PageHeader>
      {now > 0 && (
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <Segments
            label="View"
            value={view}
            onChange={(next) => setPlace({ view: next })}
            options={[
              { value: "day", label: "Day" },
              { value: "week", label: "Week" },
            ]}
          />
          <div className="flex items-center gap-1">
            <Button
              size="icon"
              variant="ghost"
              aria-label={`The ${view} before`}
              onClick={() => go(addDays(day, -step))}
            >
              <ChevronLeft aria-hidden />
            </Button>
            <Button size="sm" onClick={() => setPlace({ date: null })}>
              Today
            </Button>
            <Button size="icon" variant="ghost" aria-label={`The ${view} after`} onClick={() => go(addDays(day, step))}>
              <ChevronRight aria-hidden />
            </Button>
          </div>
          <h2 aria-live="polite" className="font-semibold text-base">
            {view === "day" ? formatWeekday(start) : `${formatWeekday(start)} – ${formatWeekday(addDays(end, -1))}`}
          </h2>
        </div>
      )}
      {!data ? (
        error ? (
          <ErrorState what="timetable" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton rows={8} label="Loading the timetable" />
        )
      ) : (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : undefined}>
          <Fires
            timetable={data}
            view={view}
            start={start}
            now={now}
            appId={appId}
            onDay={(to) => setPlace({ view: "day", date: dayKey(to) })}
          />
        </div>
      )}
    </>
  );
}

function useTimetable(appId: number | null, window: { start: number; end: number } | null) {
  const trpc = useTRPC();
  const input = window && windowInput(window);
  const options = { refetchInterval: POLL_MS, placeholderData: keepPreviousData };
  const ofApp = useQuery(
    trpc.schedules.timetable.queryOptions(input && appId !== null ? { appId, ...input } : skipToken, options),
  );
  const ofAll = useQuery(
    trpc.schedules.organizationTimetable.queryOptions(input && appId === null ? input : skipToken, options),
  );
  return appId === null ? ofAll : ofApp;
}

interface FiresProps {
  timetable: Timetable;
  view: TimetableView;
  start: number;
  now: number;
  /** Null where it is of all apps. */
  appId: number | null;
  onDay: (day: number) => void;
}

function Fires({ timetable, view, start, now, appId, onDay }: FiresProps) {
  const [planning, setPlanning] = useState<TimetableFire | null>(null);
  if (timetable.hours.length === 0)
    return (
      <EmptyState
        icon={<CalendarDays aria-hidden />}
        title={`Nothing fires in this ${view}`}
        action={
          <Button asChild>
            <Link href={appId === null ? "/" : `/apps/${appId}/tasks`}>
              {appId === null ? "Go to apps" : "Go to tasks"}
            </Link>
          </Button>
        }
      >
        Tasks with a schedule show here, with what ran and what is to come. Look at another {view}, or give a task a
        schedule.
      </EmptyState>
    );
  return (
    <div className="space-y-4">
      <CrowdHint timetable={timetable} />
      {view === "day" ? (
        <DayView timetable={timetable} day={start} now={now} showApp={appId === null} onPlan={setPlanning} />
      ) : (
        <WeekView timetable={timetable} monday={start} now={now} onDay={onDay} />
      )}
      {planning && <FireDialog fire={planning} now={now} onClose={() => setPlanning(null)} />}
    </div>
  );
}
