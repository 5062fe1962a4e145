import { isValidTimezone, listTimezones } from "../zone.ts";
import { RENAMED_ZONES } from "../zone-names.ts";
import type { Draft } from "./draft.ts";
import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

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
  if (draft.timezone !== null && draft.timezone !== name) {
    refuse(`${quote(reader.text, span)} names a second time zone; a schedule has one.`, span, [""]);
  }
  reader.takeWord("times");
  reader.takeWord("zone");
  draft.timezone = name;
  return true;
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
