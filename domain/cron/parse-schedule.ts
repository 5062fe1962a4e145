import { everMatches } from "./matching-days.ts";
import { NICKNAMES } from "./nicknames.ts";
import { FIELD_SPECS, parseField } from "./parse-field.ts";
import type { DayRule, Schedule, ScheduleField } from "./schedule.ts";
import { ScheduleError } from "./schedule-error.ts";
import { findZone } from "./zone.ts";

/** The longest expression that says something new (every minute listed) is under 200 characters. */
export const FREQUENCY_LENGTH_MAX = 256;

const SCHEDULES_CACHED_MAX = 1_000;

const schedules = new Map<string, Schedule>();

/**
 * Reads a cron expression of five fields (minute hour day-of-month month
 * day-of-week) for an IANA time zone. Names in any case, ranges, lists, steps,
 * `L`, `nW`, `dow#n`, `dowL`, and `@hourly` to `@yearly` are understood.
 *
 * @throws ScheduleError FREQUENCY_INVALID when the expression cannot be read or
 * would never fire; TIMEZONE_INVALID when the zone is unknown.
 */
export function parseSchedule(expression: string, timezone: string): Schedule {
  if (expression.length > FREQUENCY_LENGTH_MAX) {
    refuse(`The expression is ${expression.length} characters long; at most ${FREQUENCY_LENGTH_MAX} are allowed.`);
  }
  const key = `${timezone}\n${expression}`;
  const known = schedules.get(key);
  if (known) return known;

  const schedule = readSchedule(expression, timezone);
  if (!findZone(timezone)) {
    const shown = JSON.stringify(timezone.slice(0, 64));
    throw new ScheduleError(
      "TIMEZONE_INVALID",
      `${shown} is not a time zone; expected an IANA name such as Europe/Rome or UTC.`,
    );
  }
  if (schedules.size >= SCHEDULES_CACHED_MAX) schedules.clear();
  schedules.set(key, schedule);
  return schedule;
}

function readSchedule(expression: string, timezone: string): Schedule {
  const tokens = tokenize(expression);
  const fields = tokens.map(({ text, position }, index) => parseField(FIELD_SPECS[index]!, text, position));
  // tokenize answers exactly five tokens or throws.
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields as [
    ScheduleField,
    ScheduleField,
    ScheduleField,
    ScheduleField,
    ScheduleField,
  ];

  const days = dayRule(dayOfMonth, dayOfWeek);
  const months = bits(month.values);
  if (!everMatches(days, months)) {
    throw new ScheduleError(
      "FREQUENCY_INVALID",
      `The schedule would never fire: no date has day-of-month ${dayOfMonth.text}, month ${month.text} and day-of-week ${dayOfWeek.text}.`,
      { position: tokens[2]!.position, part: "dayOfMonth" },
    );
  }

  return Object.freeze({
    expression: fields.map((field) => field.text).join(" "),
    timezone,
    fields: Object.freeze({ minute, hour, dayOfMonth, month, dayOfWeek }),
    followsWallClock: minute.starred || hour.starred || minute.values.length === 60 || hour.values.length === 24,
    minutesLow: bits(minute.values.filter((value) => value < 30)),
    minutesHigh: bits(minute.values.filter((value) => value >= 30).map((value) => value - 30)),
    hours: bits(hour.values),
    months,
    days,
  });
}

function dayRule(dayOfMonth: ScheduleField, dayOfWeek: ScheduleField): DayRule {
  const items = [...dayOfMonth.items, ...dayOfWeek.items];
  return Object.freeze({
    daysOfMonth: bits(dayOfMonth.values.map((day) => day - 1)),
    lastDay: items.some((item) => item.kind === "lastDay"),
    nearestWeekdays: Object.freeze(items.flatMap((item) => (item.kind === "nearestWeekday" ? [item.day] : []))),
    daysOfWeek: bits(dayOfWeek.values),
    nthWeekdays: Object.freeze(items.filter((item) => item.kind === "nthWeekday")),
    lastWeekdays: Object.freeze(items.flatMap((item) => (item.kind === "lastWeekday" ? [item.weekday] : []))),
    either: !dayOfMonth.starred && !dayOfWeek.starred,
  });
}

function bits(values: readonly number[]): number {
  return values.reduce((mask, value) => mask | (1 << value), 0);
}

interface Token {
  readonly text: string;
  readonly position: number;
}

/** Splits at blanks and tabs only: other white space is refused with its place, not guessed at. */
function tokenize(expression: string): Token[] {
  const foreign = expression.search(/[^\x21-\x7e \t]/);
  if (foreign >= 0) {
    const code = expression.codePointAt(foreign)!.toString(16).toUpperCase().padStart(4, "0");
    refuse(
      `Character U+${code} at position ${foreign} is not allowed; use plain digits, letters, blanks and * , - / # @.`,
      foreign,
    );
  }

  const trimmed = expression.replace(/^[ \t]+|[ \t]+$/g, "");
  if (trimmed === "") refuse("The expression is empty; expected 5 fields such as 0 5 * * * for every day at 05:00.");
  const start = expression.indexOf(trimmed);
  if (trimmed.startsWith("@")) return nicknameTokens(trimmed, start);
  if (/^[A-Z_]+=/i.test(trimmed)) refuse("Set the time zone in its own field, not inside the expression.", start);

  const tokens: Token[] = [];
  for (const match of trimmed.matchAll(/[^ \t]+/g)) tokens.push({ text: match[0], position: start + match.index });
  if (tokens.length !== 5) {
    const extra = tokens.length > 5 ? "; seconds and years are not supported" : "";
    refuse(
      `Expected 5 fields (minute hour day-of-month month day-of-week), got ${tokens.length}${extra}.`,
      tokens[5]?.position ?? start,
    );
  }
  return tokens;
}

function nicknameTokens(nickname: string, position: number): Token[] {
  const expanded = NICKNAMES.get(nickname.toLowerCase());
  if (!expanded) {
    refuse(
      `"${nickname.slice(0, 32)}" is not a known nickname; use one of ${[...NICKNAMES.keys()].join(", ")}.`,
      position,
    );
  }
  return expanded.split(" ").map((text) => ({ text, position }));
}

function refuse(message: string, position?: number): never {
  throw new ScheduleError("FREQUENCY_INVALID", message, position === undefined ? {} : { position });
}
