/**
 * Minutes of an hour or hours of a day: all that divide by `every` (which
 * divides the hour or the day, and follows the wall clock), or those in `at`,
 * ascending and never all of them.
 */
export type Ticks = { readonly every: number } | { readonly at: readonly number[] };

/** A day runs when any part names it; when no part names any, every day runs. Lists are ascending, without repeats. */
export interface Days {
  readonly monthDays: readonly number[];
  readonly lastDay: boolean;
  /** Monday to Friday nearest to these days of the month. */
  readonly nearestWeekdays: readonly number[];
  /** Sunday 0. */
  readonly weekdays: readonly number[];
  readonly nthWeekdays: readonly { readonly weekday: number; readonly n: number }[];
  readonly lastWeekdays: readonly number[];
}

/** What a sentence and a cron expression both say. */
export interface Plan {
  readonly minutes: Ticks;
  readonly hours: Ticks;
  readonly days: Days;
  /** January 1; none means all. */
  readonly months: readonly number[];
}

export const EVERY_DAY: Days = {
  monthDays: [],
  lastDay: false,
  nearestWeekdays: [],
  weekdays: [],
  nthWeekdays: [],
  lastWeekdays: [],
};

/** The days that either names. Days that together are every day of the week or the month become every day. */
export function joinDays(first: Days, second: Days): Days {
  const key = ({ weekday, n }: { weekday: number; n: number }) => n * 7 + weekday;
  const nth = new Map([...first.nthWeekdays, ...second.nthWeekdays].map((item) => [key(item), item]));
  const days: Days = {
    monthDays: ascending([...first.monthDays, ...second.monthDays]),
    lastDay: first.lastDay || second.lastDay,
    nearestWeekdays: ascending([...first.nearestWeekdays, ...second.nearestWeekdays]),
    weekdays: ascending([...first.weekdays, ...second.weekdays]),
    nthWeekdays: ascending([...nth.keys()]).map((value) => nth.get(value)!),
    lastWeekdays: ascending([...first.lastWeekdays, ...second.lastWeekdays]),
  };
  return days.weekdays.length === 7 || days.monthDays.length === 31 ? EVERY_DAY : days;
}

/** Whether the days are named by their place in the month, not only by the day of the week. */
export function isMonthly(days: Days): boolean {
  const { monthDays, lastDay, nearestWeekdays, nthWeekdays, lastWeekdays } = days;
  return lastDay || [monthDays, nearestWeekdays, nthWeekdays, lastWeekdays].some((list) => list.length > 0);
}

/** The ticks of a list of values below `size` (60 or 24). */
export function ticksAt(values: readonly number[], size: number): Ticks {
  const at = ascending(values);
  return at.length === size ? { every: 1 } : { at };
}

export function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
