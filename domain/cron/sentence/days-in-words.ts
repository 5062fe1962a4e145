import { joinAnd, ordinalText, rangesInWords } from "./phrases.ts";
import { type Days, isMonthly, type Plan } from "./plan.ts";
import { MONTH_NAMES, WEEKDAY_NAMES } from "./words.ts";

const NTH = ["first", "second", "third", "fourth", "fifth"];

/** `lead` stands before the time or after the interval; `tail` ends the sentence. Empty where there is nothing to say. */
export interface DayWords {
  readonly lead: string;
  readonly tail: string;
}

/** The days and months of a plan in words. */
export function daysInWords({ days, months }: Pick<Plan, "days" | "months">): DayWords {
  const monthWords = rangesInWords(months, (month) => MONTH_NAMES[month - 1]!);
  const tail = monthWords === "" ? "" : `, in ${monthWords}`;
  const weekdays = weekdayNames(days.weekdays);
  if (!isMonthly(days)) {
    // "every" would be wrong before a range: "every Monday to Friday" can be heard as one long fire.
    const lead = weekdays === "" || isOneRange(weekdays) ? weekdays : `every ${weekdays}`;
    return { lead, tail };
  }
  const parts = monthlyParts(days);
  const isAlone = parts.length === 1 && weekdays === "";
  const owner = isAlone && monthWords !== "" ? monthWords : "the month";
  parts.push(`${parts.pop()} of ${owner}`);
  if (weekdays !== "") parts.push(`every ${weekdays}`);
  return { lead: joinAnd(parts), tail: isAlone ? "" : tail };
}

/** Each part begins with "on", which keeps a reader (and the grammar) from joining "15th" to the next part's noun. */
function monthlyParts({ monthDays, nearestWeekdays, lastDay, nthWeekdays, lastWeekdays }: Days): string[] {
  const parts: string[] = [];
  if (monthDays.length > 0) parts.push(`on the ${rangesInWords(monthDays, ordinalText)}`);
  for (const day of nearestWeekdays) {
    parts.push(day === 1 ? "on the first weekday" : `on the weekday nearest the ${ordinalText(day)}`);
  }
  if (lastDay) parts.push("on the last day");
  for (const weekday of new Set(nthWeekdays.map((nth) => nth.weekday))) {
    const places = nthWeekdays.filter((nth) => nth.weekday === weekday).map(({ n }) => NTH[n - 1]!);
    parts.push(`on the ${joinAnd(places)} ${WEEKDAY_NAMES[weekday]}`);
  }
  for (const weekday of lastWeekdays) parts.push(`on the last ${WEEKDAY_NAMES[weekday]}`);
  return parts;
}

/** Monday first, so that a weekend stays together. */
function weekdayNames(weekdays: readonly number[]): string {
  const mondayFirst = weekdays.map((weekday) => (weekday + 6) % 7).sort((a, b) => a - b);
  return rangesInWords(mondayFirst, (index) => WEEKDAY_NAMES[(index + 1) % 7]!);
}

function isOneRange(names: string): boolean {
  return names.includes(" to ") && !names.includes(" and ");
}
