import type { Draft } from "./draft.ts";
import { timeText } from "./phrases.ts";
import { refuse } from "./refusal.ts";

/** Days of the week that spread n fires. */
const SPREAD_WEEKDAYS = ["", "Monday", "Monday and Thursday", "Monday, Wednesday and Friday"];

/**
 * Settles "twice a day": checks it against the times or days that the sentence
 * names, or turns it into an interval where the count alone says when.
 *
 * @throws SentenceRefusal when the count and what is named differ, or nothing is named.
 */
export function resolveCount(draft: Draft): Draft {
  const { count } = draft;
  if (!count) return draft;
  const { n, unit } = count;
  if (n < 1) refuse("Zero times is never; pause the task instead.", count);
  if (unit === "minute" || unit === "hour") return resolveCountInHour(draft);
  if (unit === "day") return resolveCountInDay(draft);

  const { named, spread } = daysNamed(draft, unit);
  const step = { ...count, n: 1, unit };
  if (named === 0 && n > 1 && unit === "year" && 12 % n === 0) {
    return { ...draft, count: null, period: { ...step, n: 12 / n, unit: "month" } };
  }
  if (n > 1 || named > 1) expectCount(draft, named, `days of the ${unit}`, spread(n));
  return { ...draft, count: null, period: draft.period ?? step };
}

function resolveCountInHour(draft: Draft): Draft {
  const count = draft.count!;
  const perHour = count.unit === "minute" ? count.n * 60 : count.n;
  if (draft.minutesPast) {
    expectCount(draft, draft.minutesPast.minutes.length, "minutes", "");
    return { ...draft, count: null };
  }
  if (perHour > 60 || 60 % perHour !== 0) {
    refuse(`${perHour} times do not fit an hour evenly; choose a number that divides 60.`, count, [
      "every minute",
      "every 15 minutes",
    ]);
  }
  return { ...draft, count: null, step: { ...count, n: 60 / perHour, unit: "minute" } };
}

function resolveCountInDay(draft: Draft): Draft {
  const { n } = draft.count!;
  const times = new Set(draft.times.flatMap((clause) => clause.times)).size;
  if (n > 1 || times > 1) {
    const step = Math.floor(24 / n);
    const spread = Array.from({ length: Math.min(n, 12) }, (_, index) =>
      timeText((index * step + (n < 4 ? 6 : 0)) * 60),
    );
    expectCount(draft, times, "times", `every day at ${spread.join(" and ")}`);
  }
  const period = draft.period ?? (draft.days.length > 0 ? null : { ...draft.count!, n: 1, unit: "day" as const });
  return { ...draft, count: null, period };
}

function daysNamed({ days, months }: Draft, unit: "week" | "month" | "quarter" | "year") {
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  if (unit === "week") {
    return {
      named: new Set(days.flatMap((clause) => clause.days.weekdays)).size,
      spread: (n: number) => `every ${SPREAD_WEEKDAYS[n] ?? "day"}`,
    };
  }
  const named = sum(
    days.map(({ days: { monthDays, lastDay, nearestWeekdays, nthWeekdays, lastWeekdays }, months: own }) => {
      const inMonth =
        monthDays.length + Number(lastDay) + nearestWeekdays.length + nthWeekdays.length + lastWeekdays.length;
      return unit === "year" ? inMonth * Math.max(own.length, months?.values.length ?? 1) : inMonth;
    }),
  );
  return { named, spread: (n: number) => (n === 2 ? "on the 1st and 15th of the month" : "on the 1st, 11th and 21st") };
}

function expectCount(draft: Draft, named: number, what: string, spread: string): void {
  const count = draft.count!;
  if (named === count.n) return;
  if (named > 0) refuse(`The sentence says ${count.n} times but names ${named} ${what}.`, count, [""]);
  refuse(`The sentence says ${count.n} times but not when; name the ${what}.`, count, [spread]);
}
