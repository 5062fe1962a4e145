const HOUR_MS = 3_600_000;
const two = (value: number) => String(value).padStart(2, "0");

/** A day of the viewer's calendar: `2026-01-31`. @param at ms since 1970 */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Midnight of a day in the viewer's zone, ms since 1970; null when the text names no day. */
export function startOfDay(key: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(key);
  if (!match) return null;
  const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return dayKey(date.getTime()) === key ? date.getTime() : null;
}

/** The same time of day, some days on: days are not always 24 hours long. */
export function addDays(at: number, days: number): number {
  const date = new Date(at);
  return date.setDate(date.getDate() + days);
}

/** The Monday of the week. @param day midnight */
export const startOfWeek = (day: number) => addDays(day, -((new Date(day).getDay() + 6) % 7));

/** The first instants of a day's hours: 24 of them, or 23 or 25 where the clock changes. @param day midnight */
export function hoursOfDay(day: number): number[] {
  const end = addDays(day, 1);
  const hours: number[] = [];
  for (let hour = day; hour < end; hour += HOUR_MS) hours.push(hour);
  return hours;
}

/** The hour of the viewer's clock that an instant lies in, as its first instant. */
export const startOfHour = (at: number | string) => new Date(at).setMinutes(0, 0, 0);
