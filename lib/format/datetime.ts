import { currentViewer } from "./viewer.ts";

/** Each unit with its length in ms, and how many of it are said at most: that many are one of the next. */
const UNITS: readonly [Intl.RelativeTimeFormatUnit, size: number, end: number][] = [
  ["second", 1_000, 60],
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 30],
  ["month", 2_592_000_000, 12],
  ["year", 31_536_000_000, Number.POSITIVE_INFINITY],
];

const FORMATS_KEPT_MAX = 500;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A format, kept: one takes longer to make than to write a hundred times with, and lists write hundreds of times. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= FORMATS_KEPT_MAX) formats.clear();
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** In the viewer's language and zone. */
function inZone(options: Intl.DateTimeFormatOptions) {
  const { locale, timezone } = currentViewer();
  return dateFormat(locale, { ...options, timeZone: timezone });
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function relative(): Intl.RelativeTimeFormat {
  const { locale } = currentViewer();
  const format = relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  relativeFormats.set(locale, format);
  return format;
}

/** `3 minutes ago`, `in 2 days`. @param at and @param now in ms since 1970 */
export function formatRelative(at: number, now: number) {
  const distance = at - now;
  // A clock that is a little behind must not make the past the future.
  if (Math.abs(distance) < 5_000) return relative().format(0, "second");
  // The last unit has no end, so one is found.
  const [unit, size] = UNITS.find(([, ms, end]) => Math.abs(Math.round(distance / ms)) < end)!;
  return relative().format(Math.round(distance / size), unit);
}

/** Date and time to the second with the zone's name. @param timezone IANA name; the viewer's zone when absent */
export function formatAbsolute(at: number | string, timezone?: string) {
  return dateFormat(currentViewer().locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone: timezone ?? currentViewer().timezone,
  }).format(new Date(at));
}

/** The year, where it is not the present one. */
function otherYear(at: Date, timeZone: string): Intl.DateTimeFormatOptions {
  const years = dateFormat("en", { year: "numeric", timeZone });
  return years.format(at) === years.format(Date.now()) ? {} : { year: "numeric" };
}

/**
 * Day and minute, for lists of fire times; with the year where it is not the present one.
 *
 * @param timezone IANA name; the viewer's zone when absent
 */
export function formatMinute(at: number | string, timezone = currentViewer().timezone) {
  const date = new Date(at);
  return dateFormat(currentViewer().locale, {
    ...otherYear(date, timezone),
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: timezone,
  }).format(date);
}

/** The time of day to the millisecond, in the viewer's zone. */
export function formatClock(at: string) {
  return dateFormat(currentViewer().locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
    timeZone: currentViewer().timezone,
  }).format(new Date(at));
}

/** Hour and minute, in the viewer's zone. */
export const formatTime = (at: string | number) => inZone({ hour: "2-digit", minute: "2-digit" }).format(new Date(at));

/** The time of day to the second, in the viewer's zone. */
export const formatSecond = (at: number) =>
  inZone({ hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);

/** Hour and minute in a zone. @param timezone IANA name */
export const formatTimeIn = (at: number, timezone: string) =>
  dateFormat(currentViewer().locale, { hour: "2-digit", minute: "2-digit", timeZone: timezone }).format(at);

/** `Mon`, in a zone. @param timezone IANA name */
export const formatWeekdayIn = (at: number, timezone: string) =>
  dateFormat(currentViewer().locale, { weekday: "short", timeZone: timezone }).format(at);

/** A day with its weekday and year, in a zone. @param timezone IANA name */
export const formatDateIn = (at: number, timezone: string) =>
  dateFormat(currentViewer().locale, {
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: timezone,
  }).format(at);

/** A day, in the viewer's zone; with the year where it is not the present one. */
function formatDayWith(at: string | number, options: Intl.DateTimeFormatOptions) {
  const date = new Date(at);
  return inZone({ ...otherYear(date, currentViewer().timezone), month: "short", day: "numeric", ...options }).format(
    date,
  );
}

/** A day with its weekday. */
export const formatWeekday = (at: string | number) => formatDayWith(at, { weekday: "short" });

/** `Mon`, in the viewer's zone. */
export const formatWeekdayName = (at: string | number) => inZone({ weekday: "short" }).format(new Date(at));

/** A short day, to tell lines of different days apart. */
export const formatDay = (at: string) => formatDayWith(at, {});

/** The viewer's own time zone, as an IANA name. */
export const viewerTimezone = () => currentViewer().timezone;
