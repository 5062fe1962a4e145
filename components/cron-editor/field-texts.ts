import type { SchedulePart } from "#domain/cron/schedule-error.ts";

interface FieldText {
  /** Over the field. */
  label: string;
  /** One of its values. */
  one: string;
  many: string;
  /** How it is written. */
  syntax: readonly { code: string; means: string }[];
  /** Steps worth a button. */
  steps: readonly number[];
  /** Cells in a row of the builder. */
  columns: number;
}

const ANY = { code: "*", means: "any" };

/** What a person reads about each of the five fields. */
export const FIELD_TEXTS: Readonly<Record<SchedulePart, FieldText>> = {
  minute: {
    label: "Minute",
    one: "minute",
    many: "minutes",
    syntax: [
      ANY,
      { code: "0-59", means: "one of them" },
      { code: "0,30", means: "a list" },
      { code: "10-20", means: "a range" },
      { code: "*/15", means: "every 15th, from 0" },
    ],
    steps: [1, 2, 5, 10, 15, 20, 30],
    columns: 10,
  },
  hour: {
    label: "Hour",
    one: "hour",
    many: "hours",
    syntax: [
      ANY,
      { code: "0-23", means: "one of them" },
      { code: "6,18", means: "a list" },
      { code: "9-17", means: "a range" },
      { code: "*/6", means: "every 6th, from 0" },
    ],
    steps: [1, 2, 3, 4, 6, 8, 12],
    columns: 6,
  },
  dayOfMonth: {
    label: "Day",
    one: "day of the month",
    many: "days of the month",
    syntax: [
      ANY,
      { code: "1-31", means: "one of them" },
      { code: "1,15", means: "a list" },
      { code: "1-7", means: "a range" },
      { code: "L", means: "the last day" },
      { code: "15W", means: "the weekday nearest to the 15th" },
    ],
    steps: [1, 2, 5, 10],
    columns: 7,
  },
  month: {
    label: "Month",
    one: "month",
    many: "months",
    syntax: [
      ANY,
      { code: "1-12", means: "one of them, or JAN to DEC" },
      { code: "1,7", means: "a list" },
      { code: "JUN-AUG", means: "a range" },
      { code: "*/3", means: "every 3rd, from January" },
    ],
    steps: [1, 2, 3, 4, 6],
    columns: 4,
  },
  dayOfWeek: {
    label: "Weekday",
    one: "day of the week",
    many: "days of the week",
    syntax: [
      ANY,
      { code: "0-7", means: "one of them (0 and 7: Sunday), or SUN to SAT" },
      { code: "1-5", means: "Monday to Friday" },
      { code: "1#2", means: "the second Monday of the month" },
      { code: "5L", means: "the last Friday of the month" },
    ],
    steps: [1],
    columns: 7,
  },
};
