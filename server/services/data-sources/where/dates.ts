const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/;
const CLOCK = /^(\d\d):(\d\d)(?::(\d\d))?$/;

export const DATE_UNITS = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"] as const;
export type DateUnit = (typeof DATE_UNITS)[number];

/** The instant that a text writes as ISO 8601 (`2026-01-31`, `2026-01-31 08:00`, with or without zone; UTC without), ms. */
export function instantOf(text: string): number | undefined {
  const parts = DATE.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = parts;
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const date = `${year}-${month}-${day}`;
  // Date.parse rolls 31 February over into March: no date of the calendar.
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  const at = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}

/** The time of day that a text writes (`17:30`, `17:30:05`), ms since midnight. */
export function clockOf(text: string): number | undefined {
  const parts = CLOCK.exec(text);
  if (!parts) return undefined;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1_000 : undefined;
}

/** A date or a time of day as a stretch: its first instant and the first one after it. */
export interface Stretch {
  clock: boolean;
  start: number;
  end: number;
}

/** What a text means to a date filter: the whole day, minute or second it writes, or the whole `unit` that holds it, UTC. */
export function stretchOf(text: string, unit?: DateUnit): Stretch | undefined {
  const clock = clockOf(text);
  if (clock !== undefined) {
    const length = unit === "hour" ? 3_600_000 : unit === "second" || CLOCK.exec(text)?.[3] ? 1_000 : 60_000;
    const start = clock - (clock % length);
    return { clock: true, start, end: start + length };
  }
  const at = instantOf(text);
  if (at === undefined) return undefined;
  const parts = DATE.exec(text)!;
  const written = parts[4] === undefined ? "day" : parts[6] === undefined ? "minute" : "second";
  return { clock: false, ...unitAround(at, unit ?? written) };
}

function unitAround(at: number, unit: DateUnit): { start: number; end: number } {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const months = (first: number, count: number) => ({ start: startOf(year, first), end: startOf(year, first + count) });
  switch (unit) {
    case "year":
      return months(0, 12);
    case "quarter":
      return months(month - (month % 3), 3);
    case "month":
      return months(month, 1);
    case "week": {
      // Weeks begin on Monday, ISO 8601.
      const day = at - modulo(at, DAY_MS);
      const start = day - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return { start, end: start + 7 * DAY_MS };
    }
    default: {
      const length = { day: DAY_MS, hour: 3_600_000, minute: 60_000, second: 1_000 }[unit];
      const start = at - modulo(at, length);
      return { start, end: start + length };
    }
  }
}

/** `Date.UTC` takes years below 100 for years of the last century. */
function startOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
