import type { Draft } from "./draft.ts";
import { readList, readMinutes, takeRangeWord } from "./read-list.ts";
import { readTime, shareHalf } from "./read-time.ts";
import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

/** `at 9:30 and 18:00`, `at minute 5`, `at 5 past`; "at" has been taken. */
export function readAt(reader: TokenReader, draft: Draft): void {
  if (readMinutesPast(reader, draft) || readTimes(reader, draft)) return;
  reader.refuseNext('expected a time such as 9:30, 6 pm or noon, or minute 5, after "at"');
}

/** Times without "at": only where they cannot be anything else. */
export function readTimes(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  const hasAt = reader.word(-1) === "at";
  const times = readList(reader, () => {
    reader.takeWord("at");
    return readTime(reader);
  });
  if (!times) {
    reader.rewind(start);
    return false;
  }
  const [first, second] = times;
  const shared = first && second && times.length === 2 ? [shareHalf(first, second), second.minute] : null;
  const minutes = shared ?? times.map(({ minute }) => minute);
  draft.times.push({ times: minutes.map((minute) => minute % 1440), ...reader.spanSince(hasAt ? start - 1 : start) });
  return true;
}

/** `minutes 5 and 35`, `:05`, `5 past the hour`, `half past`. Takes nothing when an hour follows ("half past nine"). */
export function readMinutesPast(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  const minutes = readNamedMinutes(reader) ?? readPastMinutes(reader);
  if (!minutes) {
    reader.rewind(start);
    return false;
  }
  const span = reader.spanSince(start);
  if (draft.minutesPast) refuse(`${quote(reader.text, span)} names the minutes a second time.`, span, [""]);
  draft.minutesPast = { minutes, ...span };
  return true;
}

function readNamedMinutes(reader: TokenReader): number[] | null {
  const isNamed = reader.takeWord("minute") !== null;
  if (!isNamed && reader.peek()?.kind !== "minutePast") return null;
  const minutes = readList(reader, () => readMinutes(reader))?.flat() ?? null;
  if (minutes && isNamed) takePast(reader);
  return minutes;
}

function readPastMinutes(reader: TokenReader): number[] | null {
  const minutes = readQuarter(reader) ?? readCountedMinutes(reader);
  if (!minutes) return null;
  const mark = reader.index;
  const isHour = readTime(reader) !== null;
  reader.rewind(mark);
  return isHour ? null : minutes;
}

/** `5 past`, `5 and 35 minutes past the hour`. */
function readCountedMinutes(reader: TokenReader): number[] | null {
  const minutes = readList(reader, () => readMinutesUnlessPastHour(reader))?.flat() ?? null;
  if (!minutes) return null;
  reader.takeWord("minute");
  return takePast(reader) ? minutes : null;
}

/** Only numbers: a range word would make "8 to 18" look like minutes. */
function readMinutesUnlessPastHour(reader: TokenReader): number[] | null {
  const token = reader.peek();
  if (token?.kind !== "number" || token.value > 59) return null;
  reader.skip();
  return [token.value];
}

/** `half past`, `quarter past the hour`, `quarter to every hour`. */
function readQuarter(reader: TokenReader): number[] | null {
  const part = reader.takeWord("half", "quarter");
  if (!part) return null;
  if (takePast(reader)) return [part === "half" ? 30 : 15];
  if (part === "half" || !reader.takeWord("to")) return null;
  takeTheHour(reader);
  return [45];
}

/** `past`, `past the hour`, `past every hour`. */
function takePast(reader: TokenReader): boolean {
  if (!reader.takeWord("past")) return false;
  takeTheHour(reader);
  return true;
}

function takeTheHour(reader: TokenReader): void {
  const mark = reader.index;
  reader.takeWord("the", "every");
  if (!reader.takeWord("hour")) reader.rewind(mark);
}

/**
 * `between 8 and 18`, `from 9:00 to 5 pm`, `8-18`, and the open `from 9`, `until
 * 18:00`. The opening word has been taken and is given; "" when there was none.
 */
export function readWindow(reader: TokenReader, draft: Draft, opening: "between" | "from" | "until" | ""): void {
  const start = reader.index - (opening === "" ? 0 : 1);
  if (opening !== "until") reader.takeWord("at");
  const first = readTime(reader);
  if (!first) reader.refuseNext(`expected a time such as 8:00 after "${opening}"`);

  const mark = reader.index;
  const isLinked = opening !== "until" && (takeRangeWord(reader) || (opening === "between" && reader.takeWord("and")));
  const second = isLinked ? readTime(reader) : null;
  if (!second) {
    if (opening === "between") reader.refuseNext('expected "and" and the second time after "between"');
    reader.rewind(mark);
    const span = reader.spanSince(start);
    draft.windows.push(
      opening === "until" ? { from: null, to: first.minute, ...span } : { from: first.minute, to: null, ...span },
    );
    return;
  }
  draft.windows.push({ from: shareHalf(first, second), to: second.minute, ...reader.spanSince(start) });
}
