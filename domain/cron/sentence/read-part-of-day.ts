import type { Draft } from "./draft.ts";
import { readTime } from "./read-time.ts";
import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

/** Hours before this one stay as they are: "every night at 2". */
const PM_FROM: Readonly<Record<string, number>> = { morning: 24, afternoon: 1, evening: 1, night: 6 };
const USUAL: Readonly<Record<string, string>> = {
  morning: "8:00",
  afternoon: "14:00",
  evening: "18:00",
  night: "22:00",
};

/**
 * `morning at 8`, `evening at 6`; "every" has been taken. False, with nothing
 * taken, when none is there.
 *
 * @throws SentenceRefusal when no time follows: the part of the day alone is not exact.
 */
export function readPartOfDay(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index - 1;
  const part = reader.takeWord(...Object.keys(USUAL));
  if (!part) return false;
  const span = reader.spanSince(start);
  reader.takeWord("at");
  const time = readTime(reader);
  if (!time) refuse(`${quote(reader.text, span)} does not say at what time.`, span, [`every day at ${USUAL[part]}`]);
  const isPm = time.half === "open" && time.minute >= PM_FROM[part]! * 60;
  draft.times.push({ times: [(time.minute + (isPm ? 720 : 0)) % 1440], ...reader.spanSince(start) });
  return true;
}
