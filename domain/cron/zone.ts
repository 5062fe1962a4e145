import { dateOf, FIRST_YEAR, firstDayOf, LAST_YEAR, MINUTES_PER_DAY } from "./calendar.ts";
import { RENAMED_ZONES } from "./zone-names.ts";

/** Longer names than any in the database are refused before Intl sees them. */
const TIMEZONE_LENGTH_MAX = 64;

/** IANA names only: offsets such as "+02:00", which Intl also takes, know no clock changes. */
const TIMEZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

const ZONES_CACHED_MAX = 512;
const YEARS_CACHED_MAX = 64;

/**
 * Distance of the probes that look for clock changes. Two changes that cancel
 * out within it would go unseen; the closest such pair since 1970 (Boa Vista
 * in October 2000) is a week apart, those of today's rules four weeks.
 */
const PROBE_MINUTES = 6 * MINUTES_PER_DAY;

/** A stretch of time between two clock changes. All numbers are minutes; `start` and `end` since 1970 in UTC. */
export interface ZoneSegment {
  readonly start: number;
  /** Exclusive. May be the end of a year instead of a clock change. */
  readonly end: number;
  /** Wall clock minus UTC. */
  readonly offset: number;
  /** Offset just before `start`; equal to `offset` where no clock change stands. */
  readonly offsetBefore: number;
}

export interface ClockChange {
  /** First instant with the new offset. */
  readonly at: Date;
  readonly beforeOffsetMinutes: number;
  readonly afterOffsetMinutes: number;
}

/** Offsets of one time zone, from Intl, remembered by year. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #years = new Map<number, readonly ZoneSegment[]>();

  /** @throws RangeError when Intl does not know the zone. */
  constructor(timezone: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** The stretch that holds a minute (since 1970, UTC). */
  segmentAt(minute: number): ZoneSegment {
    const segments = this.segmentsOf(dateOf(Math.floor(minute / MINUTES_PER_DAY)).year);
    let index = segments.length - 1;
    // The first segment begins before the year does, so a segment always holds the minute.
    while (index > 0 && segments[index]!.start > minute) index--;
    return segments[index]!;
  }

  /**
   * The segments of a UTC year. The list begins two days early, so that an
   * hour which repeats across New Year still shows the change that repeats it.
   */
  segmentsOf(year: number): readonly ZoneSegment[] {
    const known = this.#years.get(year);
    if (known) return known;
    const segments = this.#findSegments(year);
    if (this.#years.size >= YEARS_CACHED_MAX) this.#years.clear();
    this.#years.set(year, segments);
    return segments;
  }

  #findSegments(year: number): ZoneSegment[] {
    const end = firstDayOf(year + 1, 1) * MINUTES_PER_DAY;
    const segments: ZoneSegment[] = [];
    let start = (firstDayOf(year, 1) - 2) * MINUTES_PER_DAY;
    let offset = this.#offsetAt(start);
    let offsetBefore = offset;
    let probe = start;
    while (probe < end) {
      const next = Math.min(probe + PROBE_MINUTES, end - 1);
      if (this.#offsetAt(next) === offset) {
        probe = next === end - 1 ? end : next;
        continue;
      }
      const change = this.#findChange(probe, next, offset);
      segments.push({ start, end: change, offset, offsetBefore });
      start = probe = change;
      offsetBefore = offset;
      offset = this.#offsetAt(change);
    }
    segments.push({ start, end, offset, offsetBefore });
    return segments;
  }

  /** First minute after `before` (where `offset` holds) with another offset; `after` has another one. */
  #findChange(before: number, after: number, offset: number): number {
    let [low, high] = [before, after];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  /** Whole minutes; the odd seconds of offsets before the 1970s are cut off. */
  #offsetAt(minute: number): number {
    // "1/31/2026, 23:59:00"; the pattern has six numbers, so the defaults never apply.
    const [month = 1, day = 1, year = 0, hour = 0, min = 0] = (
      this.#format.format(minute * 60_000).match(/\d+/g) ?? []
    ).map(Number);
    return (firstDayOf(year, month) + day - 1) * MINUTES_PER_DAY + hour * 60 + min - minute;
  }
}

const zones = new Map<string, Zone>();

/** The zone of a name, or null when the name is not an IANA time zone that Intl knows. */
export function findZone(timezone: string): Zone | null {
  const known = zones.get(timezone);
  if (known) return known;
  if (timezone.length > TIMEZONE_LENGTH_MAX || !TIMEZONE_NAME.test(timezone)) return null;
  try {
    const zone = new Zone(timezone);
    if (zones.size >= ZONES_CACHED_MAX) zones.clear();
    zones.set(timezone, zone);
    return zone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The zone of a name that has been checked before.
 *
 * @throws Error when the name is unknown, which a parsed schedule's never is.
 */
export function zoneOf(timezone: string): Zone {
  const zone = findZone(timezone);
  if (!zone) throw new Error(`Unknown time zone ${timezone.slice(0, TIMEZONE_LENGTH_MAX)}.`);
  return zone;
}

/** Whether a name is an IANA time zone, old aliases included. Offsets such as "+02:00" are not. */
export function isValidTimezone(timezone: string): boolean {
  return findZone(timezone) !== null;
}

/**
 * Wall clock minus UTC at an instant, whole minutes.
 *
 * @throws Error when the time zone is unknown.
 */
export function offsetMinutesAt(timezone: string, at: Date): number {
  return zoneOf(timezone).segmentAt(Math.floor(at.getTime() / 60_000)).offset;
}

/** IANA names to choose from, as they are today: UTC first, then by alphabet. */
export function listTimezones(): string[] {
  const names = Intl.supportedValuesOf("timeZone").map((name) => renamed(name));
  return ["UTC", ...new Set(names.filter((name) => name !== "UTC").sort())];
}

/** Engines before some renaming do not know the new name. */
function renamed(name: string): string {
  const today = RENAMED_ZONES.get(name);
  return today !== undefined && isValidTimezone(today) ? today : name;
}

/** How many years `nextClockChanges` looks ahead before it takes a zone to have no more changes. */
const CHANGES_YEARS_AHEAD = 3;

/**
 * The zone's next clock changes strictly after an instant, oldest first. Fewer
 * than `count`, or none, when the following three years hold no more.
 *
 * @throws Error when the time zone is unknown.
 */
export function nextClockChanges(timezone: string, after: Date, count = 2): ClockChange[] {
  const zone = zoneOf(timezone);
  const afterMinute = Math.floor(after.getTime() / 60_000);
  const firstYear = Math.max(dateOf(Math.floor(afterMinute / MINUTES_PER_DAY)).year, FIRST_YEAR);
  const lastYear = Math.min(firstYear + CHANGES_YEARS_AHEAD, LAST_YEAR);
  const changes: ClockChange[] = [];
  for (let year = firstYear; year <= lastYear && changes.length < count; year++) {
    const yearStart = firstDayOf(year, 1) * MINUTES_PER_DAY;
    for (const { start, offset, offsetBefore } of zone.segmentsOf(year)) {
      if (offset === offsetBefore || start < yearStart || start <= afterMinute) continue;
      changes.push({ at: new Date(start * 60_000), beforeOffsetMinutes: offsetBefore, afterOffsetMinutes: offset });
    }
  }
  return changes.slice(0, count);
}
