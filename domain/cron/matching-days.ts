import { daysInMonth, firstDayOf, weekdayOf } from "./calendar.ts";
import type { DayRule } from "./schedule.ts";

/**
 * The days of a month that match, as bits: bit `d - 1` is day `d`.
 *
 * Day-of-month and day-of-week combine as in Vixie cron: either may match
 * when neither field starts with `*`, otherwise both must.
 */
export function matchingDays(rule: DayRule, year: number, month: number): number {
  return matchingDaysOf(rule, daysInMonth(year, month), weekdayOf(firstDayOf(year, month)));
}

/**
 * Whether any date ever matches. A month's matching days depend only on its
 * length and first weekday, so 7 × (1 or 2) lengths settle it for all years.
 *
 * @param months bit `m` is month `m`
 */
export function everMatches(rule: DayRule, months: number): boolean {
  for (let month = 1; month <= 12; month++) {
    if ((months & (1 << month)) === 0) continue;
    // 2023 is a common year and 2024 a leap year: together they hold each month's lengths.
    for (const year of [2023, 2024]) {
      for (let weekday = 0; weekday < 7; weekday++) {
        if (matchingDaysOf(rule, daysInMonth(year, month), weekday) !== 0) return true;
      }
    }
  }
  return false;
}

function matchingDaysOf(rule: DayRule, length: number, firstWeekday: number): number {
  // 2 ** 31 - 1 is a month of 31 days; shifting right drops the days that a shorter month lacks.
  const all = 0x7fffffff >>> (31 - length);

  let byDate = rule.daysOfMonth & all;
  if (rule.lastDay) byDate |= 1 << (length - 1);
  for (const day of rule.nearestWeekdays) {
    if (day <= length) byDate |= 1 << (nearestWeekday(day, length, firstWeekday) - 1);
  }

  const week = ((rule.daysOfWeek | (rule.daysOfWeek << 7)) >>> firstWeekday) & 0x7f;
  let byWeekday = (week | (week << 7) | (week << 14) | (week << 21) | (week << 28)) & all;
  for (const { weekday, n } of rule.nthWeekdays) {
    const day = firstOn(weekday, firstWeekday) + 7 * (n - 1);
    if (day <= length) byWeekday |= 1 << (day - 1);
  }
  for (const weekday of rule.lastWeekdays) {
    const first = firstOn(weekday, firstWeekday);
    byWeekday |= 1 << (first + 7 * Math.floor((length - first) / 7) - 1);
  }

  return rule.either ? byDate | byWeekday : byDate & byWeekday;
}

function firstOn(weekday: number, firstWeekday: number): number {
  return ((weekday - firstWeekday + 7) % 7) + 1;
}

/** Monday to Friday nearest to a day, never leaving its month: the 1st on a Saturday gives the 3rd. */
function nearestWeekday(day: number, length: number, firstWeekday: number): number {
  const weekday = (firstWeekday + day - 1) % 7;
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === length ? day - 2 : day + 1;
  return day;
}
