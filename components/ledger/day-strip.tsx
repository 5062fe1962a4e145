"use client";

import Link from "next/link";
import { TONES } from "#components/ui/badge.tsx";
import { cx } from "#lib/cx.ts";
import { formatTime, formatWeekday } from "#lib/format/datetime.ts";
import { useRovingFocus } from "#lib/use-roving-focus.ts";
import { countsInWords, type FireCell, fireInWords, fireLook, worstOf } from "./fire-cell.ts";

// 20 px with 4 px between them: as small as a target may be.
const CELL = "grid h-5 place-items-center rounded text-[0.6875rem] tabular-nums [&_svg]:size-3";

const dayOf = (at: string) => new Date(at).setHours(0, 0, 0, 0);
const hourOf = (at: string) => new Date(at).setMinutes(0, 0, 0);

interface DayStripProps {
  appId: number;
  /** Oldest first. */
  cells: FireCell[];
  /** One cell an hour instead of one a fire; the hours can be opened. */
  isCondensed: boolean;
  openHour: number | null;
  onOpenHour: (hour: number | null) => void;
  /** Called with what the pointer or the focus is on. */
  onLook: (words: string | null) => void;
}

/** Fires as a strip of days, newest first: one cell a fire, or one an hour where there are too many. */
export function DayStrip({ appId, cells, isCondensed, openHour, onOpenHour, onLook }: DayStripProps) {
  const roving = useRovingFocus<HTMLOListElement>();
  const days = [...Map.groupBy(cells, ({ fireAt }) => dayOf(fireAt))].sort((a, b) => b[0] - a[0]);
  const look = (target: EventTarget) =>
    onLook((target as Element).closest("[data-cell]")?.getAttribute("aria-label") ?? null);
  return (
    <ol
      ref={roving.ref}
      aria-label="Fires by day"
      className="space-y-2.5"
      onKeyDown={roving.onKeyDown}
      onMouseOver={(event) => look(event.target)}
      onMouseLeave={() => onLook(null)}
      onFocus={(event) => look(event.target)}
      onBlur={() => onLook(null)}
    >
      {days.map(([day, fires], row) => (
        <li key={day} className="gap-3 sm:flex">
          <p className="w-24 shrink-0 text-[0.8125rem] text-soft leading-5">{formatWeekday(day)}</p>
          <ul aria-label={formatWeekday(day)} className="flex min-w-0 flex-wrap gap-1">
            {isCondensed
              ? [...Map.groupBy(fires, ({ fireAt }) => hourOf(fireAt))].map(([hour, inHour], column) => (
                  <li key={hour}>
                    <HourButton
                      hour={hour}
                      fires={inHour}
                      cell={`${row}:${column}`}
                      isOpen={hour === openHour}
                      onOpen={onOpenHour}
                    />
                  </li>
                ))
              : fires.map((fire, column) => (
                  <li key={`${fire.fireAt} ${fire.runId}`}>
                    <FireLink appId={appId} fire={fire} cell={`${row}:${column}`} />
                  </li>
                ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const tabIndexOf = (cell: string) => (cell === "0:0" ? 0 : -1);

function FireLink({ appId, fire, cell }: { appId: number; fire: FireCell; cell: string }) {
  const { icon: Icon, tone } = fireLook(fire.status);
  const words = fireInWords(fire);
  const common = {
    "aria-label": words,
    title: words,
    "data-cell": cell,
    tabIndex: tabIndexOf(cell),
    className: cx(
      CELL,
      "w-5 hover:brightness-95 dark:hover:brightness-125",
      TONES[tone],
      (fire.status === "hole" || fire.isDuplicate) && "outline-2 outline-bad outline-dashed -outline-offset-2",
    ),
  };
  if (fire.runId === null)
    return (
      <button type="button" {...common}>
        <Icon aria-hidden />
      </button>
    );
  return (
    <Link prefetch={false} href={`/apps/${appId}/runs/${fire.runId}`} {...common}>
      <Icon aria-hidden />
    </Link>
  );
}

interface HourButtonProps {
  hour: number;
  fires: FireCell[];
  cell: string;
  isOpen: boolean;
  onOpen: (hour: number | null) => void;
}

function HourButton({ hour, fires, cell, isOpen, onOpen }: HourButtonProps) {
  const { icon: Icon, tone } = fireLook(worstOf(fires));
  const words = `${formatTime(hour)} to ${formatTime(hour + 3_600_000)}, ${countsInWords(fires)}`;
  return (
    <button
      type="button"
      aria-label={words}
      aria-expanded={isOpen}
      title={words}
      data-cell={cell}
      tabIndex={tabIndexOf(cell)}
      className={cx(CELL, "min-w-8 grid-flow-col gap-0.5 px-0.5", TONES[tone], isOpen && "outline-2 outline-accent")}
      onClick={() => onOpen(isOpen ? null : hour)}
    >
      <Icon aria-hidden /> {fires.length}
    </button>
  );
}

/** The fires of one hour, for a condensed strip. */
export function HourFires({ appId, hour, cells }: { appId: number; hour: number; cells: FireCell[] }) {
  const roving = useRovingFocus<HTMLUListElement>();
  const fires = cells.filter(({ fireAt }) => hourOf(fireAt) === hour);
  return (
    <section aria-label={`Fires from ${formatTime(hour)}`} className="space-y-2 border-line border-t pt-3">
      <h3 className="font-medium">
        {formatWeekday(hour)}, {formatTime(hour)} to {formatTime(hour + 3_600_000)}
      </h3>
      <ul ref={roving.ref} onKeyDown={roving.onKeyDown} className="flex flex-wrap gap-1">
        {fires.map((fire, column) => (
          <li key={`${fire.fireAt} ${fire.runId}`}>
            <FireLink appId={appId} fire={fire} cell={`0:${column}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
