import { currentViewer } from "./viewer.ts";

const STEPS: [number, Intl.RelativeTimeFormatUnit][] = [
  [60_000, "second"],
  [3_600_000, "minute"],
  [86_400_000, "hour"],
  [2_592_000_000, "day"],
  [31_536_000_000, "month"],
  [Number.POSITIVE_INFINITY, "year"],
];
const SIZES: Partial<Record<Intl.RelativeTimeFormatUnit, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  month: 2_592_000_000,
  year: 31_536_000_000,
};

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
  const [, name] = STEPS.find(([limit]) => Math.abs(distance) < limit) ?? STEPS[STEPS.length - 1]!;
  return relative().format(Math.round(distance / SIZES[name]!), name);
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

/** Day and minute, for lists of fire times. @param timezone IANA name; the viewer's zone when absent */
export function formatMinute(at: number | string, timezone?: string) {
  return dateFormat(currentViewer().locale, {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: timezone ?? currentViewer().timezone,
  }).format(new Date(at));
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

/** A day with its weekday, in the viewer's zone. */
export const formatWeekday = (at: string | number) =>
  inZone({ weekday: "short", month: "short", day: "numeric" }).format(new Date(at));

/** `Mon`, in the viewer's zone. */
export const formatWeekdayName = (at: string | number) => inZone({ weekday: "short" }).format(new Date(at));

/** A short day, in the viewer's zone, to tell lines of different days apart. */
export const formatDay = (at: string) => inZone({ month: "short", day: "numeric" }).format(new Date(at));

/** The viewer's own time zone, as an IANA name. */
export const viewerTimezone = () => currentViewer().timezone;
