import { CITY_ZONES, plainName } from "../city-zones.ts";
import { isValidTimezone, listTimezones } from "../zone.ts";
import { RENAMED_ZONES } from "../zone-names.ts";
import type { Draft } from "./draft.ts";
import { quote, refuse } from "./refusal.ts";
import type { Span } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

/** Words of a city's name at most: `Rio de Janeiro`. */
const CITY_WORDS_MAX = 3;

/** `New York`, `Munich`, each also with "time" or "time zone". False, with nothing taken, when no city is named. */
export function readCity(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  for (let count = CITY_WORDS_MAX; count > 0; count--) {
    const words = Array.from({ length: count }, (_, offset) => reader.peek(offset));
    // A word that sentences have a use for is never the beginning of a name.
    if (words[0]?.kind !== "word" || words[0].known || words.includes(undefined)) continue;
    const zone = zoneOfCity(words.map((token) => token!.text).join(" "));
    if (zone === undefined) continue;
    reader.skip(count);
    setZone(reader, draft, zone, reader.spanSince(start - 1));
    return true;
  }
  return false;
}

/** `Europe/London`, `UTC`, `GMT`, each also with "time" or "time zone". False, with nothing taken, when none is there. */
export function readZone(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  const isUtc = reader.takeWord("utc", "gmt") !== null;
  if (!isUtc) {
    if (reader.peek()?.kind !== "zone") return false;
    reader.skip();
  }
  const { text } = reader.peek(-1)!;
  const name = isUtc ? "UTC" : zoneNamed(text);
  const span = reader.spanSince(reader.word(start - reader.index - 1) === "in" ? start - 1 : start);
  if (!name) {
    refuse(`${quote(reader.text, span)} is not a time zone; expected an IANA name such as Europe/Rome or UTC.`, span, [
      "",
    ]);
  }
  setZone(reader, draft, name, span);
  return true;
}

function setZone(reader: TokenReader, draft: Draft, name: string, span: Span): void {
  if (draft.timezone !== null && draft.timezone !== name) {
    refuse(`${quote(reader.text, span)} names a second time zone; a schedule has one.`, span, [""]);
  }
  reader.takeWord("times");
  reader.takeWord("zone");
  draft.timezone = name;
}

/** Plain names of cities → their zones; filled at first use, because the list is slow to ask for. */
const cities = new Map<string, string>();

function zoneOfCity(written: string): string | undefined {
  if (cities.size === 0) {
    for (const zone of listTimezones()) cities.set(plainName(zone.slice(zone.lastIndexOf("/") + 1)), zone);
    for (const [city, zone] of CITY_ZONES) cities.set(plainName(city), zone);
  }
  return cities.get(plainName(written));
}

/** Names in lower case → as the database spells them; filled at first use, because the list is slow to ask for. */
const spellings = new Map<string, string>();

/** The zone in the spelling of the database, whatever the case of the letters. */
function zoneNamed(written: string): string | null {
  const name = written.replace(/[-+/_]$/, "");
  if (!isValidTimezone(name)) return null;
  if (spellings.size === 0) {
    for (const zone of [...RENAMED_ZONES.keys(), ...listTimezones()]) spellings.set(zone.toLowerCase(), zone);
  }
  return spellings.get(name.toLowerCase()) ?? name;
}
