import type { SchedulePart } from "./schedule-error.ts";

/**
 * One item of a comma list. `range` covers `5`, `1-5`, `*` and their steps;
 * weekdays run from 0 (Sunday) to 7 (Sunday again) there, 0 to 6 elsewhere.
 */
export type FieldItem =
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: "lastDay" }
  | { readonly kind: "nearestWeekday"; readonly day: number }
  | { readonly kind: "nthWeekday"; readonly weekday: number; readonly n: number }
  | { readonly kind: "lastWeekday"; readonly weekday: number };

export interface ScheduleField {
  /** As written, in upper case. */
  readonly text: string;
  /** The text begins with `*`, which decides how the day fields combine and what a clock change does. */
  readonly starred: boolean;
  readonly items: readonly FieldItem[];
  /** What the `range` items name, ascending and without repeats (weekdays 0 to 6). */
  readonly values: readonly number[];
}

/** Which days match, prepared for bit arithmetic. */
export interface DayRule {
  /** Bit `d - 1` is day `d`. */
  readonly daysOfMonth: number;
  readonly lastDay: boolean;
  /** Days whose nearest Monday-to-Friday in the same month matches. */
  readonly nearestWeekdays: readonly number[];
  /** Bit `w` is weekday `w`, Sunday 0. */
  readonly daysOfWeek: number;
  readonly nthWeekdays: readonly { readonly weekday: number; readonly n: number }[];
  readonly lastWeekdays: readonly number[];
  /** True: a day matches when either day field does. False: both must. */
  readonly either: boolean;
}

/** A cron expression in a time zone, checked and ready to compute with. Frozen. */
export interface Schedule {
  /** Five fields, single spaces, upper case; nicknames such as `@daily` written out. */
  readonly expression: string;
  /** IANA name as the caller gave it. */
  readonly timezone: string;
  readonly fields: Readonly<Record<SchedulePart, ScheduleField>>;
  /**
   * True for jobs with a wildcard minute or hour: they run at every minute whose
   * wall clock matches. False for jobs at fixed times, which clock changes
   * neither swallow nor double.
   */
  readonly followsWallClock: boolean;
  /** Bit `m` is minute `m`, 0 to 29. */
  readonly minutesLow: number;
  /** Bit `m` is minute `30 + m`. */
  readonly minutesHigh: number;
  /** Bit `h` is hour `h`. */
  readonly hours: number;
  /** Bit `m` is month `m`, January 1. */
  readonly months: number;
  readonly days: DayRule;
}
