import { findZone, type Zone } from "#domain/cron/zone.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

// The calendar is the viewer's, also where the page is rendered on a machine in another zone.
const zone = (): Zone | null => findZone(viewerTimezone());

/** A zone that is not in the database counts as UTC. */
const UTC = { offset: 0, start: -Infinity };

/**
 * The stretch between two changes of a clock in which an instant lies, ms: wall clock minus UTC, and since when at least.
 *
 * @param clock the viewer's, which those who ask often look up once: that takes its time
 */
function stretchAt(at: number, clock = zone()) {
  const { offset, start } = clock?.segmentAt(Math.floor(at / MINUTE_MS)) ?? UTC;
  return { offset: offset * MINUTE_MS, start: start * MINUTE_MS };
}

const offsetAt = (at: number) => stretchAt(at).offset;

/** What the viewer's clock shows at an instant, as a date whose UTC fields say it. */
const wallAt = (at: number) => new Date(at + offsetAt(at));

/** The instant at which the viewer's clock shows a time: the first one of two, and of none the one an hour's gap later. */
function instantOf(wall: number): number {
  const byDayBefore = wall - offsetAt(wall - DAY_MS);
  if (wallAt(byDayBefore).getTime() === wall) return byDayBefore;
  const byThen = wall - offsetAt(byDayBefore);
  return wallAt(byThen).getTime() === wall ? byThen : byDayBefore;
}

/** A day of the viewer's calendar: `2026-01-31`. @param at ms since 1970 */
export const dayKey = (at: number): string => wallAt(at).toISOString().slice(0, 10);

/** Midnight of a day in the viewer's zone, ms since 1970; null when the text names no day. */
export function startOfDay(key: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(key)) return null;
  const wall = Date.parse(`${key}T00:00:00Z`);
  return Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== key ? null : instantOf(wall);
}

/** Midnight as the viewer's clock would show it on the day of an instant. */
const wallMidnight = (at: number) => Math.floor(wallAt(at).getTime() / DAY_MS) * DAY_MS;

/** Where the day some days on begins: days are not always 24 hours long, and some begin at one o'clock. @param day its own beginning */
export const addDays = (day: number, days: number): number => instantOf(wallMidnight(day) + days * DAY_MS);

/** The Monday of the week. @param day midnight */
export const startOfWeek = (day: number) => addDays(day, -((wallAt(day).getUTCDay() + 6) % 7));

/**
 * The first instants of a day's hours, each its own `startOfHour`: 24 of them, or 23 or 25 where the clock changes. A change
 * by half an hour cuts the hour in which it falls short, or in two. @param day midnight
 */
export function hoursOfDay(day: number): number[] {
  const end = addDays(day, 1);
  const clock = zone();
  const hours: number[] = [];
  for (let hour = day; hour < end; ) {
    hours.push(hour);
    const full = hour + HOUR_MS - ((hour + stretchAt(hour, clock).offset) % HOUR_MS);
    const { start } = stretchAt(full, clock);
    hour = start > hour ? start : full;
  }
  return hours;
}

/** The hour of the viewer's clock that an instant lies in, as its first instant: a full hour, or a change of the clock. */
export function startOfHour(at: number | string): number {
  const instant = new Date(at).getTime();
  const { offset, start } = stretchAt(instant);
  return Math.max(instant - ((instant + offset) % HOUR_MS), start);
}

/** The hour, 0 to 23, that the viewer's clock shows. */
export const hourOfDay = (at: number): number => wallAt(at).getUTCHours();

/** When the viewer's clock shows a full hour on a day. @param day midnight */
export const atHour = (day: number, hour: number): number => instantOf(wallMidnight(day) + hour * HOUR_MS);

export const TIMETABLE_VIEWS = ["day", "week"] as const;
export type TimetableView = (typeof TIMETABLE_VIEWS)[number];

/** What a timetable shows, ms since 1970: `day` is the midnight it is asked for, `start` to `end` (exclusive) all of it. */
export function timetableWindow(view: TimetableView, date: string | null, now: number) {
  const day = startOfDay(date ?? "") ?? startOfDay(dayKey(now)) ?? 0;
  const start = view === "day" ? day : startOfWeek(day);
  return { day, start, end: addDays(start, view === "day" ? 1 : 7) };
}

/** The same as the timetable's procedures ask for it. Both ends count: midnight belongs to the next day. */
export const windowInput = ({ start, end }: { start: number; end: number }) => ({
  from: new Date(start).toISOString(),
  to: new Date(end - 1).toISOString(),
});
