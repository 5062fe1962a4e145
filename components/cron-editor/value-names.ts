import type { SchedulePart } from "#domain/cron/schedule-error.ts";

/** A Sunday at noon, and the year whose months are named. */
const SUNDAY = Date.UTC(2023, 0, 1, 12);
const DAY_MS = 86_400_000;

/**
 * A value of a field as a person calls it: months and weekdays by name, hours and minutes in two digits.
 *
 * @param locale BCP 47
 */
export function valueName(part: SchedulePart, value: number, locale: string, style: "short" | "long" = "long"): string {
  if (part === "month") return inUtc(locale, { month: style }).format(Date.UTC(2023, value - 1, 1, 12));
  if (part === "dayOfWeek") return inUtc(locale, { weekday: style }).format(SUNDAY + value * DAY_MS);
  return part === "dayOfMonth" ? String(value) : String(value).padStart(2, "0");
}

interface WeekInfo {
  /** Monday 1, Sunday 7. */
  firstDay: number;
}

/** The weekday that weeks begin with where a language is spoken, Sunday 0; Monday where the browser does not know. */
export function firstWeekday(locale: string): number {
  // A method in some engines, a property in others, and not in TypeScript's own types.
  const region = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return ((region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? 1) % 7;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: a builder asks for dozens of names with every key press. */
function inUtc(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format;
}
