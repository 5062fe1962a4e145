import { dateOf, FIRST_YEAR, firstDayOf, LAST_YEAR, MINUTES_PER_DAY } from "./calendar.ts";
import { matchingDays } from "./matching-days.ts";
import type { Schedule } from "./schedule.ts";

/**
 * The first wall time at or after `wall` that matches, ignoring time zones:
 * both are minutes since 1970-01-01 00:00 on the wall clock. Null past the
 * last year. Jumps from month to month, so its cost does not grow with the gap
 * between two minutes of a day, and hardly with the gap between two days.
 */
export function nextWallTime(schedule: Schedule, wall: number): number | null {
  const day = Math.floor(wall / MINUTES_PER_DAY);
  const found = nextDay(schedule, day);
  if (found === day) {
    const time = nextTimeOfDay(schedule, wall - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
    const later = nextDay(schedule, day + 1);
    return later === null ? null : later * MINUTES_PER_DAY + nextTimeOfDay(schedule, 0);
  }
  return found === null ? null : found * MINUTES_PER_DAY + nextTimeOfDay(schedule, 0);
}

/** The last wall time at or before `wall` that matches; the mirror of `nextWallTime`. */
export function previousWallTime(schedule: Schedule, wall: number): number | null {
  const day = Math.floor(wall / MINUTES_PER_DAY);
  const found = previousDay(schedule, day);
  if (found === day) {
    const time = previousTimeOfDay(schedule, wall - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
    const earlier = previousDay(schedule, day - 1);
    return earlier === null ? null : earlier * MINUTES_PER_DAY + previousTimeOfDay(schedule, MINUTES_PER_DAY - 1);
  }
  return found === null ? null : found * MINUTES_PER_DAY + previousTimeOfDay(schedule, MINUTES_PER_DAY - 1);
}

function nextDay(schedule: Schedule, dayNumber: number): number | null {
  const date = dateOf(dayNumber);
  let { year, month } = date;
  let fromDay = date.day;
  while (year <= LAST_YEAR) {
    if ((schedule.months & (1 << month)) !== 0) {
      const days = matchingDays(schedule.days, year, month) & (-1 << (fromDay - 1));
      if (days !== 0) return firstDayOf(year, month) + lowestBit(days);
    }
    fromDay = 1;
    if (++month > 12) {
      month = 1;
      year++;
    }
  }
  return null;
}

function previousDay(schedule: Schedule, dayNumber: number): number | null {
  const date = dateOf(dayNumber);
  let { year, month } = date;
  let toDay = date.day;
  while (year >= FIRST_YEAR) {
    if ((schedule.months & (1 << month)) !== 0) {
      const days = matchingDays(schedule.days, year, month) & (0x7fffffff >>> (31 - toDay));
      if (days !== 0) return firstDayOf(year, month) + highestBit(days);
    }
    toDay = 31;
    if (--month < 1) {
      month = 12;
      year--;
    }
  }
  return null;
}

/** First matching minute of the day at or after `time`, or -1. */
function nextTimeOfDay(schedule: Schedule, time: number): number {
  const hour = Math.floor(time / 60);
  if ((schedule.hours & (1 << hour)) !== 0) {
    const minute = nextMinute(schedule, time - hour * 60);
    if (minute >= 0) return hour * 60 + minute;
  }
  const later = schedule.hours & (-1 << (hour + 1));
  return later === 0 ? -1 : lowestBit(later) * 60 + nextMinute(schedule, 0);
}

/** Last matching minute of the day at or before `time`, or -1. */
function previousTimeOfDay(schedule: Schedule, time: number): number {
  const hour = Math.floor(time / 60);
  if ((schedule.hours & (1 << hour)) !== 0) {
    const minute = previousMinute(schedule, time - hour * 60);
    if (minute >= 0) return hour * 60 + minute;
  }
  const earlier = schedule.hours & ((1 << hour) - 1);
  return earlier === 0 ? -1 : highestBit(earlier) * 60 + previousMinute(schedule, 59);
}

function nextMinute(schedule: Schedule, minute: number): number {
  const low = minute < 30 ? schedule.minutesLow & (-1 << minute) : 0;
  if (low !== 0) return lowestBit(low);
  const high = schedule.minutesHigh & (-1 << Math.max(minute - 30, 0));
  return high === 0 ? -1 : 30 + lowestBit(high);
}

function previousMinute(schedule: Schedule, minute: number): number {
  const high = minute >= 30 ? schedule.minutesHigh & ((1 << (minute - 29)) - 1) : 0;
  if (high !== 0) return 30 + highestBit(high);
  const low = schedule.minutesLow & ((1 << Math.min(minute + 1, 30)) - 1);
  return low === 0 ? -1 : highestBit(low);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits);
}
