"use client";

import { memo } from "react";
import { cx } from "#lib/cx.ts";
import { formatMinute, formatTimeIn, formatWeekdayIn } from "#lib/format/datetime.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import type { LoadCell, LoadWeek } from "./load-week.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Hours whose number stands over the map. */
const NAMED_EVERY = 6;

/** Seven days of 24 hours, drawn again only when one of them changes: the darker, the more runs start; a dot marks the task's own. */
export const LoadMap = memo(function LoadMap({ week, timezone }: { week: LoadWeek; timezone: string }) {
  const shadeOf = shades(week);
  return (
    <table className="w-full table-fixed border-separate border-spacing-[2px] text-[0.75rem]">
      <caption className="sr-only">Runs that start in each hour of the coming week, by the clock of {timezone}</caption>
      <thead>
        <tr className="text-faint tabular-nums">
          <th scope="col" className="w-10">
            <span className="sr-only">Day</span>
          </th>
          {HOURS.map((hour) => (
            <th key={hour} scope="col" className="overflow-visible whitespace-nowrap text-left font-normal">
              {hour % NAMED_EVERY === 0 ? String(hour).padStart(2, "0") : <span className="sr-only">{hour}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.days.map((day, index) => {
          const first = day.find((cell) => cell !== null);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are the days from today on.
            <tr key={index}>
              <th scope="row" className="text-left font-normal text-soft">
                {first ? formatWeekdayIn(first.at, timezone) : ""}
              </th>
              {HOURS.map((hour) => {
                const cell = day[hour];
                if (!cell) return <td key={hour} className="h-5 rounded-[3px] border border-line border-dashed" />;
                const total = totalOf(cell);
                return (
                  <HourOfLoad
                    key={hour}
                    at={cell.at}
                    total={total}
                    own={cell.own}
                    shade={shadeOf(total)}
                    timezone={timezone}
                  />
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
});

const totalOf = ({ others, own }: LoadCell) => others + own;

/**
 * How dark an hour is, percent. Mostly by how it stands out from the quietest: where a task runs every minute, all hours
 * are full and the peaks are what matters. A difference of less than a quarter never looks like a peak.
 */
function shades({ days, busiest }: LoadWeek): (total: number) => number {
  const most = busiest ? totalOf(busiest) : 1;
  const least = Math.min(...days.flat().flatMap((cell) => (cell ? [totalOf(cell)] : [])));
  const range = Math.max(most - least, most / 4);
  return (total) => Math.round(10 + 12 * (total / most) + 48 * ((total - least) / range));
}

interface HourOfLoadProps {
  /** Its first instant, ms since 1970. */
  at: number;
  total: number;
  own: number;
  /** Percent. */
  shade: number;
  timezone: string;
}

/** Most hours stay as they are from one key press to the next. */
const HourOfLoad = memo(function HourOfLoad({ at, total, own, shade, timezone }: HourOfLoadProps) {
  const words = `${formatCount(total, "run")}${own > 0 ? `, ${formatNumber(own)} of this task` : ""}`;
  return (
    <td
      title={`${formatMinute(at, timezone)} to ${formatTimeIn(at + 3_600_000, timezone)}: ${words}`}
      className={cx("h-5 rounded-[3px] text-center align-middle", total === 0 && "bg-sunken")}
      style={total === 0 ? undefined : { background: `color-mix(in srgb, var(--accent) ${shade}%, var(--surface))` }}
    >
      <span className="sr-only">{total === 0 ? "none" : words}</span>
      {own > 0 && <span aria-hidden className="mx-auto block size-2 rounded-full bg-heavy ring-1 ring-surface" />}
    </td>
  );
});
