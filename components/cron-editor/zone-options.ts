import { CITY_ZONES, plainName } from "#domain/cron/city-zones.ts";

/** A time zone to choose. */
export interface ZoneOption {
  /** IANA name */
  zone: string;
  /** The last part of the name, as it is read: `New York`. */
  city: string;
  /** What stands before it: `America`, `America/Argentina`; empty for UTC. */
  region: string;
  /** Wall clock minus UTC, minutes. */
  offsetMinutes: number;
}

/** @param offsetAt wall clock minus UTC in a zone now, minutes */
export function zoneOption(zone: string, offsetAt: (zone: string) => number): ZoneOption {
  const slash = zone.lastIndexOf("/");
  return {
    zone,
    city: zone.slice(slash + 1).replaceAll("_", " "),
    region: slash === -1 ? "" : zone.slice(0, slash).replaceAll("_", " "),
    offsetMinutes: offsetAt(zone),
  };
}

/** `UTC+5:30`, `UTC−3`, `UTC`. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return "UTC";
  const distance = Math.abs(minutes);
  const rest = distance % 60 === 0 ? "" : `:${String(distance % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(distance / 60)}${rest}`;
}

/**
 * The zones that a search finds, in their order but for those whose city begins with it, which come first. It may be any
 * parts of the name, a large city of the zone, or an offset: `york`, `mumbai`, `+2`, `utc+5:30`.
 */
export function findZones(options: readonly ZoneOption[], query: string): ZoneOption[] {
  const offset = OFFSET.exec(query.trim());
  if (offset) return options.filter(({ offsetMinutes }) => isOffset(offset, offsetMinutes));

  const wanted = plainName(query);
  if (wanted === "") return [...options];
  const words = wanted.split(" ");
  const byCity = new Set(citiesOf(wanted).map((city) => CITY_ZONES.get(city)));
  const found = options.filter(({ zone }) => byCity.has(zone) || words.every((word) => plainName(zone).includes(word)));
  const rank = ({ zone, city }: ZoneOption) => (plainName(city).startsWith(wanted) || byCity.has(zone) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The large city by which a search found a zone that is not named so. */
export function cityFoundBy(zone: string, query: string): string | null {
  const wanted = plainName(query);
  if (wanted === "" || plainName(zone).includes(wanted)) return null;
  return citiesOf(wanted).find((city) => CITY_ZONES.get(city) === zone) ?? null;
}

/** Fewer letters begin too many cities to mean one. */
const CITY_LETTERS_MIN = 3;

const citiesOf = (wanted: string) =>
  wanted.length < CITY_LETTERS_MIN ? [] : [...CITY_ZONES.keys()].filter((city) => plainName(city).startsWith(wanted));

const OFFSET = /^(?:utc|gmt)?\s*([+−-])\s*(\d{1,2})(?::?(\d\d))?$/i;

function isOffset([, sign, hours, minutes]: RegExpExecArray, offsetMinutes: number): boolean {
  const isBehind = offsetMinutes < 0;
  const distance = Math.abs(offsetMinutes);
  if (isBehind !== (sign !== "+") || Math.floor(distance / 60) !== Number(hours)) return false;
  return minutes === undefined || distance % 60 === Number(minutes);
}
