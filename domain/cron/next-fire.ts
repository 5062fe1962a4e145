import { FIRST_YEAR, firstDayOf, LAST_YEAR, MINUTES_PER_DAY } from "./calendar.ts";
import type { Schedule } from "./schedule.ts";
import { nextWallTime, previousWallTime } from "./wall-time.ts";
import { type ZoneSegment, zoneOf } from "./zone.ts";

/*
 * The rule for clock changes (cronie's), in one place:
 *  - a schedule that follows the wall clock fires at every UTC minute whose wall
 *    time matches: never in a gap, in both passes of an hour that repeats;
 *  - a schedule at fixed times fires on the first pass only, and a time that a gap
 *    of at most 180 minutes swallows fires at the first instant after the gap,
 *    once for the whole gap; longer gaps (a zone that changes side of the
 *    date line) are skipped.
 * Published cron libraries each differ from it somewhere, so the walk is ours. It
 * goes from clock change to clock change, not from minute to minute.
 */

/** Longer gaps are a change of calendar, not of the clock: nothing catches up after them. */
export const GAP_MINUTES_MAX = 180;

/** No zone is, or was since 1900, further from UTC than this. */
const OFFSET_MINUTES_MAX = 960;

const FIRST_MINUTE = firstDayOf(FIRST_YEAR, 1) * MINUTES_PER_DAY;
const LAST_MINUTE = firstDayOf(LAST_YEAR + 1, 1) * MINUTES_PER_DAY - 1;

/**
 * The first fire strictly after an instant: a whole UTC minute. Null when
 * there is none up to the year 9999.
 *
 * @throws RangeError when `after` is an invalid date.
 */
export function nextFire(schedule: Schedule, after: Date): Date | null {
  return toDate(nextFireMinute(schedule, Math.floor(timeOf(after) / 60_000) + 1));
}

/**
 * The newest fire at or before an instant. Null when there is none since the
 * year 1900. Names exactly the fires that `nextFire` names.
 *
 * @throws RangeError when `atOrBefore` is an invalid date.
 */
export function previousFire(schedule: Schedule, atOrBefore: Date): Date | null {
  return toDate(previousFireMinute(schedule, Math.floor(timeOf(atOrBefore) / 60_000)));
}

/**
 * The next `count` fires strictly after an instant, oldest first; fewer when
 * the schedule ends before.
 *
 * @throws RangeError when `after` is an invalid date.
 */
export function nextFires(schedule: Schedule, after: Date, count: number): Date[] {
  return collect(schedule, Math.floor(timeOf(after) / 60_000) + 1, LAST_MINUTE, count);
}

/**
 * The first `limit` fires of a period, both ends included, oldest first.
 *
 * @throws RangeError when either end is an invalid date.
 */
export function firesBetween(schedule: Schedule, fromInclusive: Date, toInclusive: Date, limit: number): Date[] {
  const to = Math.floor(timeOf(toInclusive) / 60_000);
  return collect(schedule, Math.ceil(timeOf(fromInclusive) / 60_000), to, limit);
}

function collect(schedule: Schedule, from: number, to: number, limit: number): Date[] {
  const fires: Date[] = [];
  let minute = fires.length < limit ? nextFireMinute(schedule, from) : null;
  while (minute !== null && minute <= to) {
    fires.push(new Date(minute * 60_000));
    minute = fires.length < limit ? nextFireMinute(schedule, minute + 1) : null;
  }
  return fires;
}

/** First fire at or after a minute (since 1970, UTC). */
function nextFireMinute(schedule: Schedule, atOrAfter: number): number | null {
  const zone = zoneOf(schedule.timezone);
  let minute = Math.max(atOrAfter, FIRST_MINUTE);
  while (minute <= LAST_MINUTE) {
    const segment = zone.segmentAt(minute);
    if (minute === segment.start && firesAfterGap(schedule, segment)) return minute;

    const wall = nextWallTime(schedule, Math.max(minute + segment.offset, firstFreshWallTime(schedule, segment)));
    if (wall !== null && wall - segment.offset < segment.end) return wall - segment.offset;

    // Nothing here. A wall time lies within OFFSET_MINUTES_MAX of its UTC minute in any
    // zone, so the first match beyond this segment tells how far a jump is safe.
    const beyond = nextWallTime(schedule, segment.end - OFFSET_MINUTES_MAX);
    if (beyond === null) return null;
    minute = Math.max(segment.end, beyond - OFFSET_MINUTES_MAX);
  }
  return null;
}

/** Last fire at or before a minute; the mirror of `nextFireMinute`. */
function previousFireMinute(schedule: Schedule, atOrBefore: number): number | null {
  const zone = zoneOf(schedule.timezone);
  let minute = Math.min(atOrBefore, LAST_MINUTE);
  while (minute >= FIRST_MINUTE) {
    const segment = zone.segmentAt(minute);
    const wall = previousWallTime(schedule, minute + segment.offset);
    if (wall !== null && wall >= firstFreshWallTime(schedule, segment)) return wall - segment.offset;
    if (firesAfterGap(schedule, segment)) return segment.start;

    const beyond = previousWallTime(schedule, segment.start - 1 + OFFSET_MINUTES_MAX);
    if (beyond === null) return null;
    minute = Math.min(segment.start - 1, beyond + OFFSET_MINUTES_MAX);
  }
  return null;
}

/** Where a segment's fires begin on the wall clock: for fixed times, past what the clock shows a second time. */
function firstFreshWallTime(schedule: Schedule, { start, offset, offsetBefore }: ZoneSegment): number {
  return start + (schedule.followsWallClock ? offset : Math.max(offset, offsetBefore));
}

/** Whether the gap at a segment's start swallowed a fixed time that now runs at its first instant. */
function firesAfterGap(schedule: Schedule, { start, offset, offsetBefore }: ZoneSegment): boolean {
  const gap = offset - offsetBefore;
  if (schedule.followsWallClock || gap <= 0 || gap > GAP_MINUTES_MAX) return false;
  const wall = nextWallTime(schedule, start + offsetBefore);
  return wall !== null && wall < start + offset;
}

function timeOf(date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError("Expected a valid date to compute fire times from.");
  return time;
}

function toDate(minute: number | null): Date | null {
  return minute === null ? null : new Date(minute * 60_000);
}
