import type { Days } from "./plan.ts";
import type { Span } from "./token.ts";

export type PeriodUnit = "day" | "week" | "month" | "quarter" | "year";
export type StepUnit = "minute" | "hour";
export type Unit = StepUnit | PeriodUnit;

/** Minutes since midnight; 1440 is the end of the day. */
export type MinuteOfDay = number;

export interface TimesClause extends Span {
  readonly times: readonly MinuteOfDay[];
}

/** Part of the day; an absent end is the day's own. */
export interface WindowClause extends Span {
  readonly from: MinuteOfDay | null;
  readonly to: MinuteOfDay | null;
}

/** Days, and the months that were named together with them ("1st of January"). */
export interface DaysClause extends Span {
  readonly days: Days;
  readonly months: readonly number[];
}

interface Counted<U> extends Span {
  readonly n: number;
  readonly unit: U;
}

/** What the clauses of a sentence said, before they are checked against each other. */
export interface Draft {
  /** "every 15 minutes" */
  step: Counted<StepUnit> | null;
  /** "daily", "every 3 months" */
  period: Counted<PeriodUnit> | null;
  /** "twice a day" */
  count: Counted<Unit> | null;
  /** "at minute 5" */
  minutesPast: (Span & { readonly minutes: readonly number[] }) | null;
  readonly times: TimesClause[];
  readonly windows: WindowClause[];
  readonly days: DaysClause[];
  /** "in December" */
  months: (Span & { readonly values: readonly number[] }) | null;
  timezone: string | null;
}

export function emptyDraft(): Draft {
  return {
    step: null,
    period: null,
    count: null,
    minutesPast: null,
    times: [],
    windows: [],
    days: [],
    months: null,
    timezone: null,
  };
}
