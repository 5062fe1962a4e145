import cronstrue from "cronstrue";
import { parseSchedule } from "./parse-schedule.ts";
import type { FieldItem, Schedule, ScheduleField } from "./schedule.ts";
import { wildcardStep } from "./wildcard-step.ts";

export interface DescribeOptions {
  /** 14:30 instead of 02:30 PM. Default false. */
  use24Hour?: boolean;
}

/**
 * A cron expression in English words, by cronstrue, corrected where those would
 * mislead: day-of-month OR day-of-week, ranges that end on Sunday, fields
 * that name every value, steps that do not divide evenly.
 *
 * @throws ScheduleError FREQUENCY_INVALID when the expression cannot be read or would never fire.
 */
export function describe(expression: string, options: DescribeOptions = {}): string {
  return describeSchedule(parseSchedule(expression, "UTC"), options);
}

/** As `describe`, for a schedule that is parsed already. */
export function describeSchedule(schedule: Schedule, { use24Hour = false }: DescribeOptions = {}): string {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = schedule.fields;
  const minutes = canonical(minute, 60);
  const hours = canonical(hour, 24);
  const words = (text: string) =>
    cronstrue.toString(text, { use24HourTimeFormat: use24Hour, throwExceptionOnParseError: true });
  /** The words of one day or month field: what cronstrue adds to a plain time. */
  const added = (text: string) => words(`0 0 ${text}`).slice(words("0 0 * * *").length + 2);

  const dates = dateWords(dayOfMonth, added);
  const weekdays = weekdayWords(dayOfWeek, added);
  const months = monthWords(month, added);

  const times = words(`${minutes} ${hours} * * *`);
  const phrases = [times, restarts(minutes, hours), days(schedule, dates, weekdays), months];
  return phrases.filter((phrase) => phrase !== "").join(", ");
}

/** Both day phrases in one; an empty one names every day. */
function days(schedule: Schedule, dates: string, weekdays: string): string {
  if (schedule.days.either) {
    return dates === "" || weekdays === ""
      ? ""
      : `${dates} or ${weekdays.replace(/^only /, "").replace(/^(?!on )/, "on ")}`;
  }
  if (dates === "" || weekdays === "") return dates + weekdays;
  return `${dates}, but only ${weekdays.replace(/^only /, "")}`;
}

function dateWords(field: ScheduleField, added: (text: string) => string): string {
  if (field.values.length === 31) return "";
  const step = wildcardStep(field);
  if (step > 1 && field.values.length > 2) return `every ${step} days from day 1 of the month`;

  const days = field.items.some(isStepped) ? list(field.values) : canonical(field, 31);
  const plain = field.items.some((item) => item.kind === "lastDay") ? [...field.values, "L"].join(",") : days;
  const nearest = field.items.flatMap((item) => (item.kind === "nearestWeekday" ? [`${item.day}W`] : []));
  // cronstrue refuses W in a list, so each gets its own words.
  return alternatives([plain, ...nearest].map((text) => text && added(`${text} * *`)));
}

function weekdayWords(field: ScheduleField, added: (text: string) => string): string {
  if (field.values.length === 7) return "";
  const special = field.items.flatMap((item) => {
    if (item.kind === "nthWeekday") return [`${item.weekday}#${item.n}`];
    return item.kind === "lastWeekday" ? [`${item.weekday}L`] : [];
  });
  const [item] = field.items;
  const isRange = field.items.length === 1 && item?.kind === "range" && item.step === 1 && item.to > item.from;
  const plain = isRange ? `${item.from}-${item.to}` : list(field.values);
  return alternatives([plain, list(special)].map((text) => text && added(`* * ${text}`)));
}

function monthWords(field: ScheduleField, added: (text: string) => string): string {
  if (field.values.length === 12) return "";
  return added(`* ${field.items.some(isStepped) ? list(field.values) : canonical(field, 12)} *`);
}

function alternatives(phrases: readonly string[]): string {
  return phrases.filter((phrase) => phrase !== "").join(" or ");
}

/**
 * The field with every shorthand that reads badly resolved: `*` for a full
 * set, a plain list for mixed lists, ranges that end where the step does.
 */
function canonical(field: ScheduleField, size: number): string {
  const { items, values } = field;
  if (values.length === size) return "*";
  const [item] = items;
  if (items.length === 1 && item?.kind === "range" && values.length > 2) {
    if (field.starred) return `*/${item.step}`;
    return item.step === 1 ? `${item.from}-${item.to}` : `${item.from}-${values.at(-1)}/${item.step}`;
  }
  return items.some(isLongRange) && !items.some(isStepped) ? rangesOf(values) : list(values);
}

function isStepped(item: FieldItem): boolean {
  return item.kind === "range" && item.step > 1;
}

function isLongRange(item: FieldItem): boolean {
  return item.kind === "range" && item.to - item.from > 1;
}

/** Ascending values as a list of ranges: 1,2,3,7 becomes 1-3,7. */
function rangesOf(values: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

function list(values: readonly (number | string)[]): string {
  return values.join(",");
}

/** Says where a step that does not divide its field evenly starts over. */
function restarts(minutes: string, hours: string): string {
  const isUneven = (text: string, size: number) => text.startsWith("*/") && size % Number(text.slice(2)) !== 0;
  const notes: string[] = [];
  if (isUneven(minutes, 60)) notes.push("minutes counted anew each hour");
  if (isUneven(hours, 24)) notes.push("hours counted anew each day");
  return notes.join(", ");
}
