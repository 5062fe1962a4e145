"use client";

import { Clock3 } from "lucide-react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { formatDateIn, formatMinute, formatTimeIn, viewerTimezone } from "#lib/format/datetime.ts";
import { formatCountdown, formatDuration } from "#lib/format/duration.ts";
import { useNow } from "#lib/use-now.ts";
import { fireRows } from "./fire-rows.ts";
import type { ShownClockChange, ShownSchedule } from "./use-schedule-preview.ts";

const FIRES_ASKED = 10;

/** The next fires in the schedule's zone and the viewer's, with the coming clock changes among them. */
export function FireTable({ schedule, timezone }: { schedule: ShownSchedule; timezone: string }) {
  const { fires, clockChanges, followsWallClock } = schedule;
  const mine = viewerTimezone();
  const isElsewhere = timezone !== mine;
  const columns = isElsewhere ? 3 : 2;
  return (
    <div className="@container space-y-3">
      <table className="w-full text-left text-[0.8125rem] tabular-nums sm:text-[0.875rem]">
        <caption className="eyebrow pb-1 text-left">Next {fires.length} fire times</caption>
        <thead className="text-[0.8125rem] text-faint">
          <tr>
            <th scope="col" className="py-1 pr-3 font-normal">
              {timezone.replaceAll("_", " ")}
              {isElsewhere && <span className="block @lg:hidden">Your time ({mine.replaceAll("_", " ")})</span>}
            </th>
            {isElsewhere && (
              <th scope="col" className="hidden py-1 pr-3 font-normal @lg:table-cell">
                Your time ({mine.replaceAll("_", " ")})
              </th>
            )}
            <th scope="col" className="py-1 text-right font-normal">
              <span className="sr-only">Time until then</span>
              <span aria-hidden>In</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {fireRows(fires, clockChanges, fires.length === FIRES_ASKED).map((row) => {
            const key = `${row.kind} ${row.at.getTime()}`;
            if (row.kind === "gap")
              return (
                <tr key={key}>
                  <td colSpan={columns} className="py-0.5 text-center text-faint">
                    <span aria-hidden>⋯</span>
                    <span className="sr-only">further fires, not listed</span>
                  </td>
                </tr>
              );
            if (row.kind === "change")
              return (
                <tr key={key} className="bg-info-soft/60">
                  <td colSpan={columns} className="px-2 py-1.5">
                    <ClockChangeLine shown={row.shown} timezone={timezone} />
                  </td>
                </tr>
              );
            return (
              <tr key={key}>
                <td className="whitespace-nowrap py-1.5 pr-3">
                  {formatMinute(row.at.getTime(), timezone)}
                  {isElsewhere && (
                    <span className="block text-[0.8125rem] text-faint @lg:hidden">
                      {formatMinute(row.at.getTime())}
                    </span>
                  )}
                </td>
                {isElsewhere && (
                  <td className="hidden whitespace-nowrap py-1.5 pr-3 text-soft @lg:table-cell">
                    {formatMinute(row.at.getTime())}
                  </td>
                )}
                <td className="whitespace-nowrap py-1.5 text-right text-soft">
                  <TimeLeft at={row.at} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {clockChanges.length > 0 && (
        <p className="text-[0.8125rem] text-faint">
          {followsWallClock
            ? "Any minute or any hour: it follows the wall clock. Nothing fires in an hour that the clocks skip, and an hour that they repeat fires twice."
            : "Fixed times: each fires exactly once. One that the clocks skip fires at the first instant after, one that they show twice the first time."}
        </p>
      )}
    </div>
  );
}

/** How long it is until a fire, in two units: ten fires of one day would all be "tomorrow". */
function TimeLeft({ at }: { at: Date }) {
  const left = at.getTime() - useNow(1_000);
  return <time dateTime={at.toISOString()}>{left <= 0 ? "now" : formatCountdown(left)}</time>;
}

function ClockChangeLine({ shown: { change, effect }, timezone }: { shown: ShownClockChange; timezone: string }) {
  const { at, beforeOffsetMinutes, afterOffsetMinutes } = change;
  const shiftMs = (afterOffsetMinutes - beforeOffsetMinutes) * 60_000;
  // A wall clock's reading is that of UTC as many minutes later as the wall clock is ahead.
  const reading = (offsetMinutes: number) => formatTimeIn(at.getTime() + offsetMinutes * 60_000, "UTC");
  return (
    <span className="flex gap-2 text-[0.8125rem]">
      <Clock3 aria-hidden className="mt-0.5 size-3.5 shrink-0 text-info" />
      <span className="min-w-0 flex-1">
        <span className="font-medium text-info">
          {formatDateIn(at.getTime() - 60_000, timezone)}: clocks go {shiftMs > 0 ? "forward" : "back"}{" "}
          {formatDuration(Math.abs(shiftMs))}, from {reading(beforeOffsetMinutes)} to {reading(afterOffsetMinutes)}
        </span>
        <span className="block text-soft">{effect?.what ?? "It touches no fire of this schedule."}</span>
      </span>
      <RelativeTime at={at.toISOString()} className="whitespace-nowrap text-soft" />
    </span>
  );
}
