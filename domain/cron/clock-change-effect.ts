import { dateOf, MINUTES_PER_DAY } from "./calendar.ts";
import { GAP_MINUTES_MAX } from "./next-fire.ts";
import type { Schedule } from "./schedule.ts";
import { shortList } from "./short-list.ts";
import { nextWallTime } from "./wall-time.ts";
import type { ClockChange } from "./zone.ts";

/** What a clock change does to a schedule. */
export interface ClockChangeEffect {
  readonly code: "CLOCK_CHANGE_MOVED" | "CLOCK_CHANGE_LOST" | "CLOCK_CHANGE_DOUBLED" | "CLOCK_CHANGE_ONCE";
  /** When the clocks change: a sentence with wall-clock times of the schedule's zone. */
  readonly when: string;
  /** What becomes of the fires: a sentence that stands by itself beside the change. */
  readonly what: string;
}

/**
 * What a clock change of its zone does to a schedule; null when it leaves the fires alone. The rule is the one of
 * `nextFire`.
 */
export function clockChangeEffect(schedule: Schedule, change: ClockChange): ClockChangeEffect | null {
  const minute = change.at.getTime() / 60_000;
  const before = minute + change.beforeOffsetMinutes;
  const after = minute + change.afterOffsetMinutes;
  const times = wallTimesBetween(schedule, Math.min(before, after), Math.max(before, after));
  if (times.length === 0 || keepsItsRhythm(schedule, after - before)) return null;

  const when = `Clocks in ${schedule.timezone} go from ${stamp(before)} to ${stamp(after)}.`;
  return { when, ...fateOf(schedule, times, after, after - before) };
}

/** @param shift minutes by which the clocks go on; back when negative. */
function fateOf(
  { followsWallClock }: Schedule,
  times: readonly number[],
  after: number,
  shift: number,
): Pick<ClockChangeEffect, "code" | "what"> {
  const many = times.length > 1;
  const named = `The fire${many ? "s" : ""} at ${shortList(times.map(timeOfDay))}`;
  const happen = `${named} happen${many ? "" : "s"}`;
  if (shift < 0) {
    return followsWallClock
      ? { code: "CLOCK_CHANGE_DOUBLED", what: `${happen} twice.` }
      : { code: "CLOCK_CHANGE_ONCE", what: `${happen} once, the first time the clock shows ${many ? "them" : "it"}.` };
  }
  return followsWallClock || shift > GAP_MINUTES_MAX
    ? { code: "CLOCK_CHANGE_LOST", what: `${named} do${many ? "" : "es"} not happen that day.` }
    : {
        code: "CLOCK_CHANGE_MOVED",
        what: `${named} would be skipped; the schedule runs once at ${timeOfDay(after)} instead.`,
      };
}

/** True when a schedule of every hour fires at the same pace right through the change, as in most zones it does. */
function keepsItsRhythm({ fields }: Schedule, shift: number): boolean {
  if (fields.hour.values.length < 24) return false;
  return fields.minute.values.every((minute) => fields.minute.values.includes((((minute + shift) % 60) + 60) % 60));
}

function wallTimesBetween(schedule: Schedule, from: number, toExclusive: number): number[] {
  const times: number[] = [];
  let wall = nextWallTime(schedule, from);
  while (wall !== null && wall < toExclusive) {
    times.push(wall);
    wall = nextWallTime(schedule, wall + 1);
  }
  return times;
}

function stamp(wall: number): string {
  const { year, month, day } = dateOf(Math.floor(wall / MINUTES_PER_DAY));
  return `${year}-${twoDigits(month)}-${twoDigits(day)} ${timeOfDay(wall)}`;
}

function timeOfDay(wall: number): string {
  const minutes = ((wall % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
