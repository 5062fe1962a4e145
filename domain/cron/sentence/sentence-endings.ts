import type { Token } from "./token.ts";
import { MONTH_NAMES, WEEKDAY_NAMES } from "./words.ts";

const [SUNDAY, ...MONDAY_TO_SATURDAY] = WEEKDAY_NAMES;
const WEEKDAYS = [...MONDAY_TO_SATURDAY, SUNDAY];

/** What goes on after a word, the most usual first. */
const AFTER_WORD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    every: ["day", "weekday", "hour", "month", "quarter", ...WEEKDAYS, ...MONTH_NAMES],
    at: ["9:00", "18:00", "noon", "midnight", "minute 5"],
    on: ["weekdays", "the 1st", "the first Monday of the month", "the last day of the month", ...WEEKDAYS],
    the: ["1st", "15th", "first Monday of the month", "last Friday of the month", "last day of the month", "hour"],
    of: ["the month", "every month", "every quarter", ...MONTH_NAMES],
    in: [...MONTH_NAMES, "UTC"],
    and: ["18:00", "Thursday", "15th"],
    between: ["8 and 18", "9 and 17"],
    from: ["8:00 to 18:00", "9:00 to 17:00"],
    to: ["Friday", "18:00"],
    a: ["day at 6 and 18"],
    last: ["Friday of the month", "day of the month", ...WEEKDAYS.map((day) => `${day} of the month`)],
  }),
);

const AFTER_ORDINAL = [
  "of the month",
  "of the month at 9:00",
  "Monday of the month",
  "Friday of the month",
  "weekday of the month",
  "of January",
];

const AFTER_NUMBER = ["minutes", "hours", "months", "am", "pm", "and 18", "December", "times a day at 6, 12 and 18"];

const AFTER_WEEKDAY = ["at 9:00", "and Thursday", "to Friday", "at noon", "at 18:00", "of the month"];

const CLAUSES = [
  "at 9:00",
  "on weekdays",
  "between 8 and 18",
  "between 8 and 18 on weekdays",
  "at noon",
  "at 18:00",
  "every day",
  "of the month",
  "on the 1st",
  "a day at 6 and 18",
  "in December",
  "in UTC",
];

/** What may come next after a token, for the box to offer. */
export function endingsAfter(token: Token | undefined): readonly string[] {
  if (token?.kind === "ordinal") return [...AFTER_ORDINAL, ...CLAUSES];
  if (token?.kind === "number") return [...AFTER_NUMBER, ...CLAUSES];
  if (token?.kind === "weekday") return [...AFTER_WEEKDAY, ...CLAUSES];
  if (token?.kind === "clock") return ["and 18:00", ...CLAUSES];
  return (token?.kind === "word" ? AFTER_WORD.get(token.word) : undefined) ?? CLAUSES;
}
