import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

/** `item`, `item and item`, `item, item & item`. Null when not even the first item is there; nothing is taken then. */
export function readList<T>(reader: TokenReader, readItem: () => T | null): T[] | null {
  const first = readItem();
  if (first === null) return null;
  const items = [first];
  for (;;) {
    const mark = reader.index;
    const isSeparated = takeSeparator(reader);
    const item = isSeparated ? readItem() : null;
    if (item === null) {
      reader.rewind(mark);
      return items;
    }
    items.push(item);
  }
}

function takeSeparator(reader: TokenReader): boolean {
  const comma = reader.takeWord(",");
  const and = reader.takeWord("and", "or");
  return comma !== null || and !== null;
}

/** "to", "-", "until" between two ends of a range. */
export function takeRangeWord(reader: TokenReader): boolean {
  return reader.takeWord("to", "-", "until") !== null;
}

interface Circle {
  readonly kind: "weekday" | "month";
  readonly first: number;
  readonly size: number;
}

export const WEEK: Circle = { kind: "weekday", first: 0, size: 7 };
export const YEAR: Circle = { kind: "month", first: 1, size: 12 };

/**
 * One name or a range of names, which may run over the end: Friday to Monday,
 * November to February. `opening` "between" lets "and" link the ends.
 */
export function readNames(reader: TokenReader, circle: Circle, opening?: "between"): number[] | null {
  const from = reader.takeValue(circle.kind);
  if (from === null) return null;
  const mark = reader.index;
  const isLinked = takeRangeWord(reader) || (opening === "between" && reader.takeWord("and") !== null);
  const to = isLinked ? reader.takeValue(circle.kind) : null;
  if (to === null) {
    reader.rewind(mark);
    return [from];
  }
  const count = ((to - from + circle.size) % circle.size) + 1;
  return Array.from({ length: count }, (_, index) => circle.first + ((from - circle.first + index) % circle.size));
}

/** One minute of the hour or a range of them, each from 0 to 59. */
export function readMinutes(reader: TokenReader): number[] | null {
  const start = reader.index;
  const from = reader.takeValue("number") ?? reader.takeValue("minutePast");
  if (from === null) return null;
  const mark = reader.index;
  const to = takeRangeWord(reader) ? reader.takeValue("number") : null;
  if (to === null) reader.rewind(mark);
  return valuesBetween(reader, start, { from, to: to ?? from, min: 0, max: 59, what: "a minute of the hour" });
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
  readonly what: string;
}

/** @throws SentenceRefusal when an end is out of bounds or the range runs backwards. */
export function valuesBetween(reader: TokenReader, start: number, { from, to, min, max, what }: Bounds): number[] {
  const span = reader.spanSince(start);
  if (from < min || to > max || from > max || from > to) {
    const order = from > to ? "; the first of a range must not be the larger" : "";
    refuse(`${quote(reader.text, span)} is not ${what}: expected ${min} to ${max}${order}.`, span);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
