import type { FieldItem, ScheduleField } from "./schedule.ts";
import { wildcardStep } from "./wildcard-step.ts";

/** What a field names, as somebody chooses it: by ticking values rather than by writing ranges. */
export interface FieldSelection {
  /** `*`, or `*` with a step: 1 is every value, 15 every 15th from the least on. Null when values are chosen one by one. */
  readonly every: number | null;
  /** Plain values, ascending (weekdays 0, Sunday, to 6). While `every` is set, those that it names. */
  readonly values: readonly number[];
  /** The last day of the month. Of the day-of-month field only, like the next. */
  readonly lastDay: boolean;
  /** Days whose nearest Monday to Friday is named, ascending. */
  readonly nearestWeekdays: readonly number[];
  /** Weekdays by their place in the month: `n` from 1 to 5, or "last". Of the day-of-week field only. */
  readonly monthly: readonly { readonly weekday: number; readonly n: number | "last" }[];
}

const NOTHING: FieldSelection = { every: null, values: [], lastDay: false, nearestWeekdays: [], monthly: [] };

export const EVERY: FieldSelection = { ...NOTHING, every: 1 };

/** What is chosen in a field. */
export function selectionOf(field: ScheduleField): FieldSelection {
  const { items, values } = field;
  const isLoneStar = field.starred && items.length === 1;
  return {
    every: isLoneStar ? wildcardStep(field) : null,
    values,
    lastDay: items.some(({ kind }) => kind === "lastDay"),
    nearestWeekdays: ascending(items.flatMap((item) => (item.kind === "nearestWeekday" ? [item.day] : []))),
    monthly: monthlyOf(items),
  };
}

/**
 * Whether the selection says all that the field does. A list that begins with `*` names the same values as without the
 * star, but the star changes how the day fields combine and what a clock change does.
 */
export const isShownWhole = (field: ScheduleField): boolean => !field.starred || field.items.length === 1;

/**
 * The field in cron's letters: the same values and, for what `isShownWhole`, the same fires. Nothing chosen at all is `*`.
 * Values alone are never written with a star, which would change what a clock change does.
 */
export function writeSelection({ every, values, lastDay, nearestWeekdays, monthly }: FieldSelection): string {
  if (every !== null) return every === 1 ? "*" : `*/${every}`;
  const items = [
    ...(values.length > 0 ? [writeValues(values)] : []),
    ...nearestWeekdays.map((day) => `${day}W`),
    ...(lastDay ? ["L"] : []),
    ...monthly.map(({ weekday, n }) => (n === "last" ? `${weekday}L` : `${weekday}#${n}`)),
  ];
  return items.length === 0 ? "*" : items.join(",");
}

/** Ticks or unticks plain values. */
export function withValues(selection: FieldSelection, values: readonly number[], chosen: boolean): FieldSelection {
  const base = started(selection);
  const others = base.values.filter((value) => !values.includes(value));
  // A weekday of every week takes in the same weekday of one week.
  const monthly = chosen ? base.monthly.filter(({ weekday }) => !values.includes(weekday)) : base.monthly;
  return { ...base, values: ascending(chosen ? [...others, ...values] : others), monthly };
}

/** Ticks or unticks days whose nearest weekday is meant. */
export function withNearestWeekdays(
  selection: FieldSelection,
  days: readonly number[],
  chosen: boolean,
): FieldSelection {
  const others = selection.nearestWeekdays.filter((day) => !days.includes(day));
  return { ...started(selection), nearestWeekdays: ascending(chosen ? [...others, ...days] : others) };
}

export const withLastDay = (selection: FieldSelection, chosen: boolean): FieldSelection => ({
  ...started(selection),
  lastDay: chosen,
});

/** Ticks or unticks weekdays of one week of the month; ticked, they are no longer meant every week. */
export function withMonthly(
  selection: FieldSelection,
  weekdays: readonly number[],
  n: number | "last",
  chosen: boolean,
): FieldSelection {
  const base = started(selection);
  const others = base.monthly.filter((item) => item.n !== n || !weekdays.includes(item.weekday));
  const added = chosen ? weekdays.map((weekday) => ({ weekday, n })) : [];
  return {
    ...base,
    values: chosen ? base.values.filter((value) => !weekdays.includes(value)) : base.values,
    monthly: sorted([...others, ...added]),
  };
}

/** The selection to go on from. Whoever ticks one value where all were meant means that one, not all but it. */
const started = (selection: FieldSelection): FieldSelection =>
  selection.every === null
    ? selection
    : { ...selection, every: null, values: selection.every === 1 ? [] : selection.values };

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

function monthlyOf(items: readonly FieldItem[]): FieldSelection["monthly"] {
  return sorted(
    items.flatMap((item): FieldSelection["monthly"] => {
      if (item.kind === "nthWeekday") return [{ weekday: item.weekday, n: item.n }];
      return item.kind === "lastWeekday" ? [{ weekday: item.weekday, n: "last" }] : [];
    }),
  );
}

function sorted(monthly: FieldSelection["monthly"]): FieldSelection["monthly"] {
  const place = ({ weekday, n }: FieldSelection["monthly"][number]) => (n === "last" ? 6 : n) * 7 + weekday;
  return [...new Map(monthly.map((item) => [place(item), item])).values()].sort((a, b) => place(a) - place(b));
}

/** Ascending values at their shortest: `0,30`, `9-17`, `1-3,7`, `5-55/10`. */
function writeValues(values: readonly number[]): string {
  const [first = 0, second = 0] = values;
  const step = second - first;
  const isEven = values.length >= 4 && values.every((value, index) => value === first + index * step);
  if (isEven && step > 1) return `${first}-${values.at(-1)}/${step}`;

  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(",");
}
