import { runsOf } from "./plan-to-cron.ts";

/** `a`, `a and b`, `a, b and c`. */
export function joinAnd(phrases: readonly string[]): string {
  return phrases.length < 2 ? phrases.join("") : `${phrases.slice(0, -1).join(", ")} and ${phrases.at(-1)}`;
}

/** Values in words, three or more in a row as `Monday to Friday`. */
export function rangesInWords(values: readonly number[], name: (value: number) => string): string {
  return joinAnd(runsOf(values).map(([from, to]) => (from === to ? name(from) : `${name(from)} to ${name(to)}`)));
}

/** `1st`, `22nd`, `13th`. */
export function ordinalText(value: number): string {
  const isTeen = value >= 11 && value <= 13;
  const suffix = isTeen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return `${value}${suffix}`;
}

/** `09:05` of minutes since midnight. */
export function timeText(minuteOfDay: number): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
