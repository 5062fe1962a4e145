import { dateOf, MINUTES_PER_DAY } from "./calendar.ts";
import { GAP_MINUTES_MAX, nextFires } from "./next-fire.ts";
import type { Schedule, ScheduleField } from "./schedule.ts";
import { nextWallTime } from "./wall-time.ts";
import { wildcardStep } from "./wildcard-step.ts";
import { type ClockChange, nextClockChanges } from "./zone.ts";

export type ScheduleWarningCode =
  | "UNEVEN_STEP"
  | "DAY_FIELDS_EITHER"
  | "DAY_FIELDS_BOTH"
  | "CLOCK_CHANGE_MOVED"
  | "CLOCK_CHANGE_LOST"
  | "CLOCK_CHANGE_DOUBLED"
  | "CLOCK_CHANGE_ONCE"
  | "FASTER_THAN_RUNS";

/** Something true about a schedule that its author may not expect. */
export interface ScheduleWarning {
  readonly code: ScheduleWarningCode;
  /** Whole sentences. Times are wall-clock times of the schedule's zone. */
  readonly message: string;
}

/** Enough to find two changes that concern a schedule among those of the next three years. */
const CHANGES_EXAMINED = 8;
const CHANGES_REPORTED = 2;
const TIMES_SHOWN = 3;

/**
 * What to say beside a schedule: uneven steps, how the day fields combine, the next two clock changes that touch it, and
 * fires that come sooner than a run usually takes.
 *
 * @param usualDurationMs how long the screen's runs usually take; absent or null when that is not known.
 */
export function warnings(schedule: Schedule, now: Date, usualDurationMs?: number | null): ScheduleWarning[] {
  const changes = nextClockChanges(schedule.timezone, now, CHANGES_EXAMINED);
  return [
    ...stepWarnings(schedule),
    ...dayWarnings(schedule),
    ...(usualDurationMs ? fasterThanRuns(schedule, now, usualDurationMs) : []),
    ...changes.flatMap((change) => clockChangeWarning(schedule, change) ?? []).slice(0, CHANGES_REPORTED),
  ];
}

/** Fires among which the shortest pause is looked for: a day of a quarter-hourly schedule. */
const FIRES_EXAMINED = 96;

function fasterThanRuns(schedule: Schedule, now: Date, usualDurationMs: number): ScheduleWarning[] {
  const fires = nextFires(schedule, now, FIRES_EXAMINED);
  const pauses = fires.slice(1).map((fire, index) => fire.getTime() - fires[index]!.getTime());
  const shortestMs = Math.min(...pauses);
  if (pauses.length === 0 || shortestMs > usualDurationMs) return [];
  const message = `Fires come as little as ${seconds(shortestMs)} apart, and a run of this screen usually takes ${seconds(usualDurationMs)}: they will meet, and the overlap policy decides.`;
  return [{ code: "FASTER_THAN_RUNS", message }];
}

const seconds = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`);

function stepWarnings({ fields }: Schedule): ScheduleWarning[] {
  return [
    unevenStep(fields.minute, 60, "minute", "hour"),
    unevenStep(fields.hour, 24, "hour", "day"),
    // Months have 28 to 31 days: no step of days divides them all.
    unevenStep(fields.dayOfMonth, null, "day-of-month", "month"),
    unevenStep(fields.month, 12, "month", "year"),
    unevenStep(fields.dayOfWeek, 7, "day-of-week", "week"),
  ].filter((warning) => warning !== null);
}

function unevenStep(field: ScheduleField, size: number | null, label: string, cycle: string): ScheduleWarning | null {
  const step = wildcardStep(field);
  const [first = 0, last = 0] = [field.values[0], field.values.at(-1)];
  if (step === 1 || first === last || (size !== null && size % step === 0)) return null;
  const gap = size === null ? "less" : String(size - last + first);
  return {
    code: "UNEVEN_STEP",
    message:
      `${field.text} in the ${label} field starts over every ${cycle}: it names ${shortList(field.values.map(String))}. ` +
      `From ${last} to ${first} of the next ${cycle} it is ${gap}, not ${step}.`,
  };
}

function dayWarnings({ fields, days }: Schedule): ScheduleWarning[] {
  const { dayOfMonth, dayOfWeek } = fields;
  const everyDate = dayOfMonth.values.length === 31;
  const everyWeekday = dayOfWeek.values.length === 7;
  const both = `Day-of-month ${dayOfMonth.text} and day-of-week ${dayOfWeek.text} are both set`;
  if (days.either) {
    const everyDay = everyDate || everyWeekday ? " One of them names every day, so every day matches." : "";
    return [{ code: "DAY_FIELDS_EITHER", message: `${both}: it fires on days that match either one (OR).${everyDay}` }];
  }
  if (everyDate || everyWeekday) return [];
  return [
    {
      code: "DAY_FIELDS_BOTH",
      message: `${both} and one begins with *: it fires only on days that match both (AND).`,
    },
  ];
}

function clockChangeWarning(schedule: Schedule, change: ClockChange): ScheduleWarning | null {
  const minute = change.at.getTime() / 60_000;
  const before = minute + change.beforeOffsetMinutes;
  const after = minute + change.afterOffsetMinutes;
  const times = wallTimesBetween(schedule, Math.min(before, after), Math.max(before, after));
  if (times.length === 0 || keepsItsRhythm(schedule, after - before)) return null;

  const many = times.length > 1;
  const named = `The fire${many ? "s" : ""} at ${shortList(times.map(timeOfDay))}`;
  const at = `Clocks in ${schedule.timezone} go from ${stamp(before)} to ${stamp(after)}.`;
  if (after < before) {
    return schedule.followsWallClock
      ? { code: "CLOCK_CHANGE_DOUBLED", message: `${at} ${named} happen${many ? "" : "s"} twice.` }
      : {
          code: "CLOCK_CHANGE_ONCE",
          message: `${at} ${named} happen${many ? "" : "s"} once, the first time the clock shows ${many ? "them" : "it"}.`,
        };
  }
  if (schedule.followsWallClock || after - before > GAP_MINUTES_MAX) {
    return { code: "CLOCK_CHANGE_LOST", message: `${at} ${named} do${many ? "" : "es"} not happen that day.` };
  }
  return {
    code: "CLOCK_CHANGE_MOVED",
    message: `${at} ${named} would be skipped; the schedule runs once at ${timeOfDay(after)} instead.`,
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

function shortList(items: readonly string[]): string {
  if (items.length <= TIMES_SHOWN + 1) return items.join(", ");
  return `${items.slice(0, TIMES_SHOWN).join(", ")}, … ${items.at(-1)}`;
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
