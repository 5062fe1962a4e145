import type { Draft, PeriodUnit, StepUnit, Unit } from "./draft.ts";
import { quote, refuse } from "./refusal.ts";
import type { Span } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

const UNITS: ReadonlyMap<string, Unit> = new Map(
  (["minute", "hour", "day", "week", "month", "quarter", "year"] as const).map((unit) => [unit, unit]),
);

const ADVERBS: ReadonlyMap<string, readonly [n: number, unit: Unit]> = new Map([
  ["hourly", [1, "hour"]],
  ["daily", [1, "day"]],
  ["weekly", [1, "week"]],
  ["fortnightly", [2, "week"]],
  ["monthly", [1, "month"]],
  ["quarterly", [1, "quarter"]],
  ["yearly", [1, "year"]],
]);

const COUNTS: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

/** `daily`, `monthly`, … */
export function readAdverb(reader: TokenReader, draft: Draft): boolean {
  const adverb = ADVERBS.get(reader.word());
  if (!adverb) return false;
  const start = reader.index;
  reader.skip();
  addInterval(reader, draft, adverb[0], adverb[1], reader.spanSince(start));
  return true;
}

/**
 * `every 15 minutes`, `every other hour`, `every third month`, `every half hour`,
 * `every day`; "every" has been taken. False, with nothing taken, when it belongs
 * to something else ("every Monday", "every 15th of the month").
 */
export function readInterval(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  const span = () => reader.spanSince(start - 1);
  const part = readHourPart(reader);
  if (part) {
    addInterval(reader, draft, part, "minute", span());
    return true;
  }
  const n = readCountOf(reader);
  const isNth = reader.peek(-1)?.kind === "ordinal";
  if (isNth && n === 2 && isSeconds(reader)) refuseSeconds(reader, span());
  if (reader.word() === "seconds") {
    reader.skip();
    refuseSeconds(reader, span());
  }
  const unit = reader.word() === "fortnight" ? "week" : UNITS.get(reader.word());
  // "every 15th day of the month" and "every 1st day" are dates, not intervals.
  const isDate = isNth && unit === "day" && (n === 1 || reader.word(1) === "of");
  if (!unit || isDate) {
    if (n !== null && !isNth) refuseAfterCount(reader, start);
    if (isNth && n !== 1 && isWeekday(reader)) refuseAlternateWeekday(reader, start, n ?? 0);
    reader.rewind(start);
    return false;
  }
  const weeks = reader.word() === "fortnight" ? 2 : 1;
  reader.skip();
  addInterval(reader, draft, (n ?? 1) * weeks, unit, span());
  return true;
}

/** `half hour`, `half an hour`, `quarter of an hour`: minutes. */
function readHourPart(reader: TokenReader): number | null {
  const start = reader.index;
  const part = reader.takeWord("half", "quarter");
  if (part) {
    reader.takeWord("of");
    reader.takeWord("a");
    if (reader.takeWord("hour")) return part === "half" ? 30 : 15;
  }
  reader.rewind(start);
  return null;
}

function readCountOf(reader: TokenReader): number | null {
  if (reader.takeWord("other")) return 2;
  return reader.takeValue("number") ?? reader.takeValue("ordinal");
}

/** "every second" with no noun of its own. */
function isSeconds(reader: TokenReader): boolean {
  const next = reader.peek();
  if (reader.peek(-1)?.text.toLowerCase() !== "second") return false;
  return (
    next === undefined || (next.kind === "word" && ["on", "at", "from", "between", "in", ",", "-"].includes(next.word))
  );
}

export function refuseSeconds(reader: TokenReader, span: Span): never {
  refuse(`${quote(reader.text, span)} is too often: the smallest interval is every minute.`, span, ["every minute"]);
}

function isWeekday(reader: TokenReader): boolean {
  return reader.peek()?.kind === "weekday" && reader.word(1) !== "of" && reader.word(1) !== "in";
}

function refuseAfterCount(reader: TokenReader, start: number): never {
  if (reader.peek()?.kind !== "weekday" && !["weekday", "weekend"].includes(reader.word())) {
    reader.refuseNext("expected minutes, hours, days, weeks, months or years after the number");
  }
  refuseAlternateWeekday(reader, start, 0);
}

/** `nth` is 0 when the sentence cannot mean the nth of the month. */
function refuseAlternateWeekday(reader: TokenReader, start: number, nth: number): never {
  const name = reader.peek()!.text;
  reader.skip();
  const span = reader.spanSince(start - 1);
  const ordinal = reader.text.slice(span.position, span.position + span.length).replace(/^\S+\s+/, "");
  const ofMonth = nth > 0 && nth <= 5 ? [`the ${ordinal} of the month`] : [`the first and third ${name} of the month`];
  const reason = `Cron cannot count weeks, so it cannot skip one: ${quote(reader.text, span)}.`;
  const hint = nth > 0 ? ' Add "of the month" if that is meant.' : "";
  refuse(`${reason}${hint}`, span, [...ofMonth, `every ${name}`]);
}

/** `twice a day`, `once every hour`, `3 times a week`. False, with nothing taken, when none is there. */
export function readCount(reader: TokenReader, draft: Draft): boolean {
  const start = reader.index;
  const word = reader.takeWord(...Object.keys(COUNTS));
  const n = word ? COUNTS[word]! : reader.takeValue("number");
  if (n === null || (!word && !reader.takeWord("times"))) {
    reader.rewind(start);
    return false;
  }
  const mark = reader.index;
  const isDaily = reader.takeWord("daily") !== null;
  const isPer = !isDaily && reader.takeWord("a", "every", "in") !== null;
  const unit = isDaily ? "day" : isPer ? UNITS.get(reader.word()) : undefined;
  if (!unit) {
    // "once every 2 hours" says no more than "every 2 hours".
    reader.rewind(mark);
    if (n === 1) return true;
    reader.refuseNext("expected a day, a week, a month or a year after the number of times");
  }
  if (!isDaily) reader.skip();
  const span = reader.spanSince(start);
  if (draft.count) refuse(`${quote(reader.text, span)} says how often a second time.`, span, [""]);
  draft.count = { n, unit, ...span };
  return true;
}

/** @throws SentenceRefusal when the sentence already has another interval of this kind. */
export function addInterval(reader: TokenReader, draft: Draft, n: number, unit: Unit, span: Span): void {
  const isStep = unit === "minute" || unit === "hour";
  const known = isStep ? draft.step : draft.period;
  if (known && (known.n !== n || known.unit !== unit)) {
    refuse(`${quote(reader.text, span)} contradicts ${quote(reader.text, known)}: say how often once.`, span, [""]);
  }
  if (isStep) draft.step = { n, unit: unit as StepUnit, ...span };
  else draft.period = { n, unit: unit as PeriodUnit, ...span };
}
