import { clockChangeEffect } from "./clock-change-effect.ts";
import { nextFires } from "./next-fire.ts";
import type { Schedule, ScheduleField } from "./schedule.ts";
import { shortList } from "./short-list.ts";
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
  const effect = clockChangeEffect(schedule, change);
  return effect && { code: effect.code, message: `${effect.when} ${effect.what}` };
}
