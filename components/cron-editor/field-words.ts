import type { FieldSelection } from "#domain/cron/field-selection.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { valueName } from "./value-names.ts";

/** Values that a step lists before it says "and so on". */
const LISTED_MAX = 6;

/**
 * What one field means by itself: `minutes 0 and 30`, `Monday to Friday`, `the last day of the month`.
 *
 * @param locale BCP 47, of the names of months and weekdays
 */
export function fieldWords(part: SchedulePart, selection: FieldSelection, locale: string): string {
  const { one, many } = FIELD_TEXTS[part];
  const { every, values, lastDay, nearestWeekdays, monthly } = selection;
  const isCounted = part === "minute" || part === "hour";
  const name = (value: number) => (isCounted ? String(value) : valueName(part, value, locale));
  if (every === 1) return `every ${one}`;
  if (every !== null) return `every ${ordinal(every)} ${one}: ${shortened(values.map(name))}`;

  const phrases = [
    ...(values.length > 0 ? [valuesInWords(part, values, name, values.length === 1 ? one : many)] : []),
    ...nearestWeekdays.map((day) => `the weekday nearest to the ${ordinal(day)}`),
    ...(lastDay ? ["the last day of the month"] : []),
    ...monthly.map(({ weekday, n }) => `the ${n === "last" ? "last" : ordinal(n)} ${name(weekday)} of the month`),
  ];
  return joined(phrases, "or");
}

function valuesInWords(
  part: SchedulePart,
  values: readonly number[],
  name: (value: number) => string,
  noun: string,
): string {
  const list = joined(
    runsOf(values).map(([from, to]) => {
      if (from === to) return name(from);
      return to === from + 1 ? `${name(from)}, ${name(to)}` : `${name(from)} to ${name(to)}`;
    }),
    "and",
  );
  if (part === "month" || part === "dayOfWeek") return list;
  return part === "dayOfMonth" ? `day${values.length === 1 ? "" : "s"} ${list} of the month` : `${noun} ${list}`;
}

/** Ascending values as stretches without a gap: 1, 2, 3, 7 are 1 to 3 and 7. */
function runsOf(values: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs;
}

function shortened(names: readonly string[]): string {
  return names.length <= LISTED_MAX ? names.join(", ") : `${names.slice(0, 4).join(", ")}, … ${names.at(-1)}`;
}

function joined(phrases: readonly string[], word: "and" | "or"): string {
  return phrases.length < 2 ? phrases.join("") : `${phrases.slice(0, -1).join(", ")} ${word} ${phrases.at(-1)}`;
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`. */
export function ordinal(value: number): string {
  const tens = value % 100;
  const suffix = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return `${value}${suffix}`;
}
