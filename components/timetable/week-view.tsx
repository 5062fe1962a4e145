"use client";

import { useMemo } from "react";
import { cx } from "#lib/cx.ts";
import { formatTime, formatWeekday, formatWeekdayName } from "#lib/format/datetime.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { addDays, atHour, dayKey, hourOfDay, hoursOfDay, startOfDay } from "./calendar-window.ts";
import { type HourLoad, lanesOf, loadsOf, type Timetable, totalLoad } from "./timetable-model.ts";

interface WeekViewProps {
  timetable: Timetable;
  /** Midnight of the first day. */
  monday: number;
  now: number;
  onDay: (day: number) => void;
}

/** A week: how many fires each hour of each day has. */
export function WeekView({ timetable, monday, now, onDay }: WeekViewProps) {
  const { days, loads, most } = useMemo(() => weekLoads(timetable, monday), [timetable, monday]);
  return (
    <div className="panel overflow-hidden">
      <table className="w-full table-fixed border-collapse text-center">
        <caption className="sr-only">Fires in each hour of the week</caption>
        <thead className="border-line border-b bg-sunken/50">
          <tr>
            <th scope="col" className="w-12 py-2 sm:w-16">
              <span className="sr-only">Hour</span>
            </th>
            {days.map((day) => (
              <th key={day} scope="col" className="px-0.5 py-1.5 font-medium text-[0.8125rem]">
                <button
                  type="button"
                  className="w-full rounded px-0.5 py-1 hover:underline"
                  aria-label={`Show ${formatWeekday(day)}`}
                  onClick={() => onDay(day)}
                >
                  <span className="sm:hidden">{formatWeekdayName(day)}</span>
                  <span className="hidden sm:inline">{formatWeekday(day)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CLOCK_HOURS.map((clock) => (
            <tr key={clock}>
              <th scope="row" className="py-0.5 font-normal text-[0.75rem] text-soft tabular-nums">
                {formatTime(atHour(monday, clock))}
              </th>
              {days.map((day) => (
                <td key={day} className="p-0.5">
                  <HeatCell
                    hour={atHour(day, clock)}
                    load={loads.get(`${day} ${clock}`)}
                    most={most}
                    isNow={day === startOfDay(dayKey(now)) && clock === hourOfDay(now)}
                    onOpen={() => onDay(day)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CLOCK_HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The loads by day and hour of the clock: an hour that a clock change repeats counts once, with all its fires. */
function weekLoads(timetable: Timetable, monday: number) {
  const lanes = lanesOf(timetable);
  const byTask = loadsOf(timetable);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const loads = new Map<string, HourLoad>();
  for (const day of days) {
    for (const hour of hoursOfDay(day)) {
      const { fires, failed } = totalLoad(byTask, lanes, hour);
      if (fires === 0) continue;
      const key = `${day} ${hourOfDay(hour)}`;
      const sum = loads.get(key) ?? { fires: 0, failed: 0 };
      loads.set(key, { fires: sum.fires + fires, failed: sum.failed + failed });
    }
  }
  return { days, loads, most: Math.max(1, ...[...loads.values()].map(({ fires }) => fires)) };
}

interface HeatCellProps {
  hour: number;
  load: HourLoad | undefined;
  most: number;
  isNow: boolean;
  onOpen: () => void;
}

function HeatCell({ hour, load, most, isNow, onOpen }: HeatCellProps) {
  const common = cx(
    "flex h-7 w-full items-center justify-center rounded text-[0.75rem] tabular-nums",
    isNow && "outline-2 outline-accent",
  );
  if (!load) return <span className={cx(common, "bg-sunken/60")} />;
  const { fires, failed } = load;
  const words = `${formatWeekday(hour)}, ${formatTime(hour)}: ${formatCount(fires, "fire")}${failed > 0 ? `, ${formatNumber(failed)} failed or missed` : ""}`;
  // The number says it all; the shade only lets the eye find the peaks. It stays light enough for the text.
  const share = Math.round(10 + 30 * Math.sqrt(fires / most));
  return (
    <button
      type="button"
      aria-label={words}
      title={words}
      className={cx(common, "gap-1 text-ink hover:brightness-95 dark:hover:brightness-125")}
      style={{ background: `color-mix(in srgb, var(--accent) ${share}%, var(--surface))` }}
      onClick={onOpen}
    >
      {formatNumber(fires)}
      {failed > 0 && <span aria-hidden className="size-1.5 rounded-full bg-bad" />}
    </button>
  );
}
