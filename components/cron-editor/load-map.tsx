"use client";

import { memo, useState } from "react";
import { cx } from "#lib/cx.ts";
import { formatMinute, formatTimeIn, formatWeekdayIn } from "#lib/format/datetime.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useRovingFocus } from "#lib/use-roving-focus.ts";
import type { LoadCell, LoadWeek } from "./load-week.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Hours whose number stands over the map. */
const NAMED_EVERY = 6;

interface LoadMapProps {
  week: LoadWeek;
  /** IANA name of the zone whose hours these are. */
  timezone: string;
  /** What is said of the week while no hour of it is looked at. */
  summary: string;
}

/**
 * Seven days of 24 hours: the darker, the more runs start; a bar is as wide as the task's share of them. One stop of the
 * Tab key, in which arrow keys walk from hour to hour; the hour that is pointed at, pressed or walked to is told below.
 */
export const LoadMap = memo(function LoadMap({ week, timezone, summary }: LoadMapProps) {
  const { ref, onKeyDown } = useRovingFocus<HTMLTableElement>();
  const [looked, setLooked] = useState<number | null>(null);
  const shadeOf = shades(week);
  const cells = week.days.flat().filter((cell) => cell !== null);
  const hour = cells.find(({ at }) => at === looked);
  const look = ({ target }: { target: EventTarget }) => {
    const at = target instanceof Element ? target.closest<HTMLElement>("[data-at]")?.dataset.at : undefined;
    setLooked(at === undefined ? null : Number(at));
  };
  return (
    <>
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take focus is a grid.
        role="grid"
        onKeyDown={onKeyDown}
        onFocus={look}
        onBlur={() => setLooked(null)}
        onPointerOver={look}
        onPointerLeave={(event) => event.pointerType === "mouse" && setLooked(null)}
        className="w-full table-fixed border-separate border-spacing-[2px] text-[0.75rem]"
      >
        <caption className="sr-only">
          Runs that start in each hour of the coming week, by the clock of {timezone}
        </caption>
        <thead>
          <tr className="text-faint tabular-nums">
            <th scope="col" className="w-10">
              <span className="sr-only">Day</span>
            </th>
            {HOURS.map((name) => (
              <th key={name} scope="col" className="overflow-visible whitespace-nowrap text-left font-normal">
                {name % NAMED_EVERY === 0 ? String(name).padStart(2, "0") : <span className="sr-only">{name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.days.map((day, row) => {
            const first = day.find((cell) => cell !== null);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows are the days from today on.
              <tr key={row}>
                <th scope="row" className="text-left font-normal text-soft">
                  {first ? formatWeekdayIn(first.at, timezone) : ""}
                </th>
                {HOURS.map((name) => {
                  const cell = day[name];
                  if (!cell) return <td key={name} className="h-5 rounded-[3px] border border-line border-dashed" />;
                  const total = totalOf(cell);
                  return (
                    <HourOfLoad
                      key={name}
                      place={`${row}:${name}`}
                      isStop={cell === cells[0]}
                      at={cell.at}
                      total={total}
                      own={cell.own}
                      shade={shadeOf(total)}
                    />
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="text-[0.8125rem] text-soft tabular-nums">
        {hour
          ? `${formatMinute(hour.at, timezone)} to ${formatTimeIn(hour.at + HOUR_MS, timezone)}: ${loadInWords(totalOf(hour), hour.own)}`
          : summary}
      </p>
    </>
  );
});

const HOUR_MS = 3_600_000;

const loadInWords = (total: number, own: number) =>
  total === 0 ? "no run starts" : `${formatCount(total, "run")}${own > 0 ? `, ${formatNumber(own)} of this task` : ""}`;

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
  /** `row:column` */
  place: string;
  /** Whether the Tab key stops here before another hour was walked to. */
  isStop: boolean;
  /** Its first instant, ms since 1970. */
  at: number;
  total: number;
  own: number;
  /** Percent. */
  shade: number;
}

/** A share that is too small to be seen is drawn this wide, percent. */
const SHARE_MIN = 20;

/** Most hours stay as they are from one key press to the next. */
const HourOfLoad = memo(function HourOfLoad({ place, isStop, at, total, own, shade }: HourOfLoadProps) {
  return (
    <td
      data-cell={place}
      data-at={at}
      tabIndex={isStop ? 0 : -1}
      className={cx("relative h-5 overflow-hidden rounded-[3px]", total === 0 && "bg-sunken")}
      style={total === 0 ? undefined : { background: `color-mix(in srgb, var(--accent) ${shade}%, var(--surface))` }}
    >
      <span className="sr-only">{loadInWords(total, own)}</span>
      {own > 0 && (
        <span
          aria-hidden
          className="absolute bottom-0 left-0 block h-1.5 bg-heavy"
          style={{ width: `${Math.max(SHARE_MIN, (100 * own) / total)}%` }}
        />
      )}
    </td>
  );
});
