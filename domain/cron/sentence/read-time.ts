import type { MinuteOfDay } from "./draft.ts";
import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

export interface ReadTime {
  readonly minute: MinuteOfDay;
  /** `open`: an hour from 1 to 11 without am or pm, so a "pm" that follows may be meant for it too. */
  readonly half: "am" | "pm" | "open" | "none";
}

/** What may follow a number that is no hour. */
const COUNTED = ["minute", "seconds", "day", "week", "fortnight", "month", "quarter", "year", "times"];

/**
 * One time of the day: `9`, `9:30`, `18h`, `0930`, `6 p.m.`, `five thirty`, `noon`, `half past
 * nine`, `quarter to 6`, `9 o'clock in the evening`. Null, with nothing taken,
 * when none is there.
 *
 * @throws SentenceRefusal when it is one but out of range.
 */
export function readTime(reader: TokenReader): ReadTime | null {
  const start = reader.index;
  const time = readRelative(reader) ?? readHour(reader);
  if (time === null) reader.rewind(start);
  return time;
}

/** `half past nine`, `10 minutes to 6 pm`. */
function readRelative(reader: TokenReader): ReadTime | null {
  const start = reader.index;
  const shift = readShift(reader);
  const hour = shift === null ? null : readHour(reader);
  if (shift === null || hour === null) {
    reader.rewind(start);
    return null;
  }
  if (hour.minute % 60 !== 0) refuseTime(reader, start);
  return { ...hour, minute: (hour.minute + shift + 1440) % 1440 };
}

/** Minutes past the hour; negative before it. */
function readShift(reader: TokenReader): number | null {
  if (reader.takeWords("half", "past")) return 30;
  if (reader.takeWords("quarter", "past")) return 15;
  if (reader.takeWords("quarter", "to")) return -15;
  const minutes = reader.takeValue("number");
  if (minutes === null || minutes > 59) return null;
  const isNamed = reader.takeWord("minute") !== null;
  if (reader.takeWord("past")) return minutes;
  return isNamed && reader.takeWord("to") ? -minutes : null;
}

function readHour(reader: TokenReader): ReadTime | null {
  const start = reader.index;
  const named = readNamed(reader);
  if (named !== null) return { minute: named, half: "none" };

  const token = reader.peek();
  if (token?.kind === "clock") {
    reader.skip();
    return finish(reader, start, token.hour, token.minute);
  }
  if (token?.kind !== "number" || reader.peek(1)?.kind === "month" || COUNTED.includes(reader.word(1))) return null;
  reader.skip();
  const minutes = token.spelled ? reader.peek() : undefined;
  if (minutes?.kind === "number" && minutes.spelled && minutes.value >= 10) {
    reader.skip();
    return finish(reader, start, token.value, minutes.value);
  }
  const isCompact = !token.spelled && token.length > 2;
  if (isCompact && token.length > 4) refuseTime(reader, start);
  return isCompact
    ? finish(reader, start, Math.floor(token.value / 100), token.value % 100)
    : finish(reader, start, token.value, 0);
}

function readNamed(reader: TokenReader): MinuteOfDay | null {
  const token = reader.peek();
  const offset = token?.kind === "number" && token.value === 12 ? 1 : 0;
  const word = reader.word(offset);
  if (word !== "noon" && word !== "midnight") return null;
  reader.skip(offset + 1);
  return word === "noon" ? 720 : 0;
}

function finish(reader: TokenReader, start: number, hour: number, minute: number): ReadTime {
  reader.takeWord("o'clock", "hour");
  const half = readHalf(reader);
  const isInRange = half ? hour >= 1 && hour <= 12 : hour <= 23 || (hour === 24 && minute === 0);
  if (!isInRange || minute > 59) refuseTime(reader, start);
  if (half) return { minute: ((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute, half };
  return { minute: hour * 60 + minute, half: hour >= 1 && hour <= 11 ? "open" : "none" };
}

function readHalf(reader: TokenReader): "am" | "pm" | null {
  if (reader.takeWord("am") || reader.takeWords("in", "the", "morning")) return "am";
  const isPm =
    reader.takeWord("pm") || reader.takeWords("in", "the", "afternoon") || reader.takeWords("in", "the", "evening");
  return isPm ? "pm" : null;
}

function refuseTime(reader: TokenReader, start: number): never {
  const span = reader.spanSince(start);
  refuse(`${quote(reader.text, span)} is not a time of day; write it as 9, 9:30, 18:00 or 6 pm.`, span);
}

/** "2 to 4 pm" means from 2 pm: an open hour takes the "pm" of the time after it when it stays before that time. */
export function shareHalf(time: ReadTime, next: ReadTime): MinuteOfDay {
  const isShared = time.half === "open" && next.half === "pm" && time.minute + 720 < next.minute;
  return isShared ? time.minute + 720 : time.minute;
}
