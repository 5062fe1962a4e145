import { isValidTimezone, listTimezones } from "../zone.ts";
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
  const span = reader.spanSince(start);
  const name = isUtc ? "UTC" : zoneNamed(reader.text.slice(span.position, span.position + span.length));
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

/** The zone in the spelling of the database, whatever the case of the letters. */
function zoneNamed(written: string): string | null {
  const name = written.replace(/[-+/_]$/, "");
  if (!isValidTimezone(name)) return null;
  return listTimezones().find((zone) => zone.toLowerCase() === name.toLowerCase()) ?? name;
}
