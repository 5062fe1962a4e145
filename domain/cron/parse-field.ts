import type { FieldItem, ScheduleField } from "./schedule.ts";
import { ScheduleError, type SchedulePart } from "./schedule-error.ts";

interface FieldSpec {
  readonly part: SchedulePart;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Three-letter names; the first stands for `min`. */
  readonly names: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

export const FIELD_SPECS: readonly FieldSpec[] = [
  { part: "minute", label: "minute", min: 0, max: 59, names: [] },
  { part: "hour", label: "hour", min: 0, max: 23, names: [] },
  { part: "dayOfMonth", label: "day-of-month", min: 1, max: 31, names: [] },
  { part: "month", label: "month", min: 1, max: 12, names: MONTHS },
  { part: "dayOfWeek", label: "day-of-week", min: 0, max: 6, names: WEEKDAYS },
];

const RANGE = /^(\*|\d+|[A-Z]+)(?:-(\d+|[A-Z]+))?(?:\/(\d+))?$/;
const NEAREST_WEEKDAY = /^(\d+)W$/;
const NTH_WEEKDAY = /^(\d+|[A-Z]{3})#(\d+)$/;
const LAST_WEEKDAY = /^(\d|[A-Z]{3})L$/;

/**
 * Reads one field. `text` is printable ASCII without blanks; `position` is
 * where it begins in the expression, for the error.
 *
 * @throws ScheduleError FREQUENCY_INVALID with the position of the faulty list item.
 */
export function parseField(spec: FieldSpec, text: string, position: number): ScheduleField {
  const upper = text.toUpperCase();
  const items: FieldItem[] = [];
  let at = position;
  for (const item of upper.split(",")) {
    items.push(parseItem(spec, item, at));
    at += item.length + 1;
  }
  return Object.freeze({
    text: upper,
    starred: upper.startsWith("*"),
    items: Object.freeze(items),
    values: Object.freeze(valuesOf(spec, items)),
  });
}

function valuesOf(spec: FieldSpec, items: readonly FieldItem[]): number[] {
  const values = new Set<number>();
  for (const item of items) {
    if (item.kind !== "range") continue;
    for (let value = item.from; value <= item.to; value += item.step) {
      values.add(spec.part === "dayOfWeek" ? value % 7 : value);
    }
  }
  return [...values].sort((a, b) => a - b);
}

function parseItem(spec: FieldSpec, item: string, position: number): FieldItem {
  const fail = failAt(spec, position);
  if (item === "") fail(`The ${spec.label} field has an empty list item; remove the extra comma.`);

  const special = parseDaySpecial(spec, item, fail);
  if (special) return special;

  const match = RANGE.exec(item);
  if (!match) return fail(explainUnreadable(spec, item));
  const [, first = "", second, stepText] = match;

  const step = stepText === undefined ? 1 : Number(stepText);
  const size = spec.max - spec.min + 1;
  if (step < 1 || step > size) fail(`The step /${stepText} of the ${spec.label} field must be from 1 to ${size}.`);

  if (first === "*") {
    if (second !== undefined) fail(`"${item}" mixes * and a range in the ${spec.label} field; write one or the other.`);
    return Object.freeze({ kind: "range", from: spec.min, to: spec.max, step });
  }

  const from = readValue(spec, first, fail);
  if (second === undefined) {
    // Cron engines disagree on a start without an end: some run it once, some until the end.
    if (stepText !== undefined) {
      fail(
        `"${item}" needs an end in the ${spec.label} field; write ${first}-${spec.max}/${stepText} or */${stepText}.`,
      );
    }
    return Object.freeze({ kind: "range", from, to: from, step: 1 });
  }

  const to = readRangeEnd(spec, from, readValue(spec, second, fail));
  if (from > to) {
    const split = `${first}-${spec.max},${spec.min}${to === spec.min ? "" : `-${second}`}`;
    fail(`The range ${item} of the ${spec.label} field runs backwards; write ${split}.`);
  }
  return Object.freeze({ kind: "range", from, to, step });
}

/** A range may end on Sunday, so FRI-SUN and 5-0 mean 5-7 (as cronie reads them). */
function readRangeEnd(spec: FieldSpec, from: number, to: number): number {
  return spec.part === "dayOfWeek" && to === 0 && from > 0 ? 7 : to;
}

function parseDaySpecial(spec: FieldSpec, item: string, fail: Fail): FieldItem | null {
  if (spec.part === "dayOfMonth") {
    if (item === "L") return Object.freeze({ kind: "lastDay" });
    if (item === "LW" || item.startsWith("L-"))
      fail(`"${item}" is not supported; L alone is the last day of the month.`);
    const nearest = NEAREST_WEEKDAY.exec(item);
    return nearest ? Object.freeze({ kind: "nearestWeekday", day: readValue(spec, nearest[1] ?? "", fail) }) : null;
  }
  if (spec.part !== "dayOfWeek") return null;

  const nth = NTH_WEEKDAY.exec(item);
  if (nth) {
    const n = Number(nth[2]);
    if (n < 1 || n > 5) fail(`The number after # in the day-of-week field must be from 1 to 5, got ${nth[2]}.`);
    return Object.freeze({ kind: "nthWeekday", weekday: readValue(spec, nth[1] ?? "", fail) % 7, n });
  }
  const last = LAST_WEEKDAY.exec(item);
  return last ? Object.freeze({ kind: "lastWeekday", weekday: readValue(spec, last[1] ?? "", fail) % 7 }) : null;
}

function readValue(spec: FieldSpec, text: string, fail: Fail): number {
  const index = spec.names.indexOf(text);
  if (index >= 0) return spec.min + index;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  const max = spec.part === "dayOfWeek" ? 7 : spec.max;
  if (value >= spec.min && value <= max) return value;
  return fail(`"${text}" is not a valid ${spec.label}; ${expected(spec)}.`);
}

function expected(spec: FieldSpec): string {
  if (spec.part === "dayOfWeek") return "expected 0 to 7 (Sunday is 0 or 7) or SUN to SAT";
  const names = spec.names.length > 0 ? ` or ${spec.names[0]} to ${spec.names.at(-1)}` : "";
  return `expected ${spec.min} to ${spec.max}${names}`;
}

function explainUnreadable(spec: FieldSpec, item: string): string {
  if (item.includes("?")) return `"?" is not supported in the ${spec.label} field; write * instead.`;
  if (item.includes("~")) return `Random ranges (~) are not supported in the ${spec.label} field; write a fixed value.`;
  return `"${item}" cannot be read in the ${spec.label} field; ${expected(spec)}, a range such as 1-5, a step such as */2, or *.`;
}

type Fail = (message: string) => never;

function failAt(spec: FieldSpec, position: number): Fail {
  return (message) => {
    throw new ScheduleError("FREQUENCY_INVALID", message, { position, part: spec.part });
  };
}
