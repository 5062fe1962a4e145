import type { DaysClause, Draft } from "./draft.ts";
import { joinAnd } from "./phrases.ts";
import { ascending, type Days, EVERY_DAY, isMonthly, joinDays, type Plan } from "./plan.ts";
import { refuse } from "./refusal.ts";
import { spanOver } from "./token.ts";
import { MONTH_NAMES, WEEKDAY_NAMES } from "./words.ts";

type Period = NonNullable<Draft["period"]>;
type DayPlan = Pick<Plan, "days" | "months">;

const FIRST_DAY: Days = { ...EVERY_DAY, monthDays: [1] };
/** As `@weekly` does. */
const SUNDAY: Days = { ...EVERY_DAY, weekdays: [0] };

/**
 * Days and months of a draft; every day when it names none.
 *
 * @throws SentenceRefusal when cron cannot count the period, or one expression cannot hold the dates.
 */
export function resolveDays(draft: Draft): DayPlan {
  const named = namedDays(draft);
  const { period } = draft;
  if (!period) return { ...named, days: named.days ?? EVERY_DAY };
  if (period.unit === "day") return { ...named, days: everyDays(draft, period, named.days) };
  if (period.unit === "week") return { ...named, days: everyWeeks(draft, period, named.days) };
  return everyMonths(draft, period, named);
}

interface NamedDays {
  readonly days: Days | null;
  readonly months: readonly number[];
}

/** Dates of different months share one expression only when the days or the months are the same. */
function namedDays({ days: clauses, months }: Draft): NamedDays {
  const [first, ...others] = clauses;
  const own = clauses.map((clause) => allMonths(ascending(clause.months)));
  const common = allMonths(ascending(months?.values ?? []));
  if (!first) return { days: null, months: common };

  const joined = clauses.map((clause) => clause.days).reduce(joinDays, EVERY_DAY);
  if (own.every((list) => list.length === 0)) return { days: joined, months: common };
  if (months) refuse("The sentence names months twice.", months, [""]);
  if (own.every((list) => sameList(list, own[0]!))) return { days: joined, months: own[0]! };
  const isOneDay = others.every((clause) => sameDays(clause.days, first.days));
  if (isOneDay && own.every((list) => list.length > 0))
    return { days: joined, months: allMonths(ascending(own.flat())) };
  return refuseDates(clauses);
}

function allMonths(months: readonly number[]): readonly number[] {
  return months.length === 12 ? [] : months;
}

function refuseDates(clauses: readonly DaysClause[]): never {
  refuse(
    "One schedule fires on each of its days in each of its months, so dates of different months need a schedule each.",
    spanOver(clauses[0]!, clauses.at(-1)!),
    clauses.flatMap((clause) => clause.months.map((month) => dateText(clause.days, month))),
  );
}

function dateText(days: Days, month: number): string {
  return days.monthDays.length > 0
    ? `on ${MONTH_NAMES[month - 1]} ${days.monthDays[0]}`
    : `on ${MONTH_NAMES[month - 1]} 1`;
}

function everyDays(draft: Draft, period: Period, days: Days | null): Days {
  if (period.n === 1) return days ?? EVERY_DAY;
  const dates = Array.from({ length: 31 }, (_, index) => index + 1).filter((day) => (day - 1) % period.n === 0);
  const shown = period.n === 2 ? "the 1st, 3rd, 5th and so on to the 31st" : `day ${joinAnd(dates.map(String))}`;
  const replacements = [
    ...(draft.days.length > 0 ? [""] : ["every day"]),
    ...(period.n === 2 ? ["every Monday, Wednesday and Friday"] : ["every Monday"]),
    ...(dates.length > 1 ? [`on day ${joinAnd(dates.map(String))}`] : []),
  ];
  return refuse(
    `Cron cannot count days across months: */${period.n} means ${shown} of each month and starts anew on the 1st, so the gap at a month's end differs.`,
    period,
    replacements,
  );
}

function everyWeeks(draft: Draft, period: Period, days: Days | null): Days {
  if (period.n !== 1) {
    const dates = ["every Monday", "on the first and third Monday of the month", "on the 1st and 15th of the month"];
    refuse("Cron cannot count weeks, only the days of each one.", period, draft.days.length > 0 ? [""] : dates);
  }
  if (days && isMonthly(days))
    refuse("The days named are days of the month, not of the week.", period, ["", "monthly"]);
  return days ?? SUNDAY;
}

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

function everyMonths(draft: Draft, period: Period, named: NamedDays): DayPlan {
  const unit = period.unit as keyof typeof MONTHS_IN;
  const step = period.n * MONTHS_IN[unit];
  if (step < 1 || step > 12) {
    refuse("Cron cannot count years, only the months of each one.", period, ["yearly", "every 6 months"]);
  }
  if (12 % step !== 0) {
    const below = [6, 4, 3, 2, 1].find((value) => value < step)!;
    refuse(
      `Every ${step} months is uneven, because cron starts anew every year and ${step} does not divide 12.`,
      period,
      [`every ${below} months`, step < 6 ? "every 6 months" : "yearly", "monthly"],
    );
  }
  const days = named.days ?? FIRST_DAY;
  if (days.weekdays.length > 0 && !isMonthly(days)) refuseWhichWeekday(draft, days, unit);
  if (named.months.length > 0 && step > 1 && step < 12) {
    refuse(`Every ${step} months already says which months; name months or the interval, not both.`, period, [
      "",
      "monthly",
    ]);
  }
  if (step === 1 || named.months.length > 0) return { days, months: named.months };
  // The last day or the last Friday of a quarter lies in its last month.
  const offset = unit !== "month" && isOnlyLast(days) ? step - 1 : 0;
  return { days, months: Array.from({ length: 12 / step }, (_, index) => 1 + offset + index * step) };
}

function refuseWhichWeekday(draft: Draft, days: Days, unit: string): never {
  const name = WEEKDAY_NAMES[days.weekdays[0]!];
  refuse(
    `The sentence does not say which ${name} of the ${unit}; write the first ${name}, or leave out the ${unit}.`,
    draft.days[0]!,
    [`on the first ${name}`, `on the last ${name}`],
  );
}

function isOnlyLast(days: Days): boolean {
  const { monthDays, nearestWeekdays, nthWeekdays } = days;
  return monthDays.length + nearestWeekdays.length + nthWeekdays.length === 0;
}

function sameList(first: readonly number[], second: readonly number[]): boolean {
  return first.length === second.length && first.every((value, index) => value === second[index]);
}

function sameDays(first: Days, second: Days): boolean {
  return JSON.stringify(joinDays(first, EVERY_DAY)) === JSON.stringify(joinDays(second, EVERY_DAY));
}
