import type { DaysClause, Draft } from "./draft.ts";
import { type Days, EVERY_DAY, isMonthly } from "./plan.ts";
import { readList, readNames, takeRangeWord, valuesBetween, WEEK, YEAR } from "./read-list.ts";
import { quote, refuse } from "./refusal.ts";
import type { TokenReader } from "./token-reader.ts";

type Place = number | "last";

/** `Monday`, `Mondays and Thursdays`, `Monday to Friday`, `weekdays`, `weekend`. Null, with nothing taken, if none. */
export function readWeekdays(reader: TokenReader): Days | null {
  const weekdays = readList(reader, () => readWeekdayItem(reader));
  return weekdays && { ...EVERY_DAY, weekdays: weekdays.flat() };
}

function readWeekdayItem(reader: TokenReader): number[] | null {
  if (takeWorkday(reader)) return [1, 2, 3, 4, 5];
  if (reader.takeWord("weekend")) {
    reader.takeWord("day");
    return [0, 6];
  }
  return readNames(reader, WEEK);
}

function takeWorkday(reader: TokenReader): boolean {
  return reader.takeWord("weekday") !== null || reader.takeWords("business", "day");
}

/** `January`, `January and July`, `November to February`. Null, with nothing taken, if none. */
export function readMonths(reader: TokenReader): number[] | null {
  return readList(reader, () => readNames(reader, YEAR))?.flat() ?? null;
}

/**
 * Days by their place in the month: `1st and 15th`, `first and third Monday`,
 * `last day`, `first weekday`, `24 December`. With `numbers`, also `15` (after "on").
 * Null, with nothing taken, when none is there.
 */
export function readPlaces(
  reader: TokenReader,
  numbers: "numbers" | "ordinals",
): Omit<DaysClause, "position" | "length"> | null {
  const start = reader.index;
  const places = readList(reader, () => readPlace(reader, numbers))?.flat();
  if (!places) {
    reader.rewind(start);
    return null;
  }
  if (reader.word() === "last") reader.refuseNext("cron only knows the last one of a month, not those before it");

  const nthWeekdays = readList(reader, () => readNames(reader, WEEK))?.flat();
  if (nthWeekdays) return { days: nthDays(reader, start, places, nthWeekdays), months: [] };
  if (takeWorkday(reader)) return { days: firstWorkday(reader, start, places), months: [] };
  if (reader.word() === "week" || reader.word() === "weekend") {
    reader.refuseNext("cron cannot count the weeks of a month; name a weekday, such as the first Monday");
  }
  const days = placedDays(reader, start, places);
  const isNoun = reader.takeWord("day") !== null;
  return { days, months: (isNoun ? null : readMonths(reader)) ?? [] };
}

function readPlace(reader: TokenReader, numbers: "numbers" | "ordinals"): Place[] | null {
  const start = reader.index;
  reader.takeWord("the");
  if (reader.takeWord("last")) return ["last"];
  const take = () => reader.takeValue("ordinal") ?? (numbers === "numbers" ? takeDayNumber(reader) : null);
  const from = take();
  if (from === null) {
    reader.rewind(start);
    return null;
  }
  const mark = reader.index;
  const isRange = takeRangeWord(reader);
  if (isRange) reader.takeWord("the");
  const to = isRange ? take() : null;
  if (to === null) reader.rewind(mark);
  return valuesBetween(reader, start, { from, to: to ?? from, min: 1, max: 31, what: "a day of the month" });
}

/** A number that is not the hour of a time. */
function takeDayNumber(reader: TokenReader): number | null {
  const isTime = ["am", "pm", "o'clock", "hour", "minute", "times", "past"].includes(reader.word(1));
  return isTime ? null : reader.takeValue("number");
}

function placedDays(reader: TokenReader, start: number, places: readonly Place[]): Days {
  const monthDays = places.filter((place) => place !== "last");
  const days = { ...EVERY_DAY, monthDays, lastDay: monthDays.length < places.length };
  if (days.lastDay && !["day", "of"].includes(reader.word())) {
    const span = reader.spanSince(start);
    refuse(`${quote(reader.text, span)} does not say the last what; write the last day or the last Friday.`, span, [
      "last day",
    ]);
  }
  return days;
}

function nthDays(reader: TokenReader, start: number, places: readonly Place[], weekdays: readonly number[]): Days {
  const numbers = places.filter((place) => place !== "last");
  if (numbers.some((n) => n > 5)) {
    const span = reader.spanSince(start);
    refuse(`${quote(reader.text, span)}: a month has no more than five of a weekday.`, span);
  }
  return {
    ...EVERY_DAY,
    nthWeekdays: weekdays.flatMap((weekday) => numbers.map((n) => ({ weekday, n }))),
    lastWeekdays: numbers.length < places.length ? weekdays : [],
  };
}

/** The weekday nearest the 1st within its month is its first one; no cron item counts the others. */
function firstWorkday(reader: TokenReader, start: number, places: readonly Place[]): Days {
  if (places.length === 1 && places[0] === 1) return { ...EVERY_DAY, nearestWeekdays: [1] };
  const span = reader.spanSince(start);
  const replacements = places.includes("last") ? ["last Friday", "last day"] : ["first weekday"];
  return refuse(
    `Cron cannot say ${quote(reader.text, span)}: of a month's working days it only knows the first and the one nearest a date.`,
    span,
    replacements,
  );
}

/** `weekday nearest the 15th`; "the" has been taken. */
export function readNearestWeekday(reader: TokenReader): Days | null {
  if (!reader.takeWords("weekday", "nearest")) return null;
  reader.takeWord("to");
  const places = readPlaces(reader, "numbers");
  if (!places || isEmpty(places.days.monthDays)) reader.refuseNext('expected a day such as the 15th after "nearest"');
  return { ...EVERY_DAY, nearestWeekdays: places.days.monthDays };
}

function isEmpty(list: readonly unknown[]): boolean {
  return list.length === 0;
}

/**
 * Adds days to the draft. Cron runs when the date or the weekday matches, so
 * the two may only meet where the sentence says "and" or "or" between them.
 *
 * @throws SentenceRefusal when a sentence narrows one by the other ("Friday the 13th").
 */
export function addDays(reader: TokenReader, draft: Draft, clause: DaysClause, isJoined: boolean): void {
  const isMixed = draft.days.some(({ days }) => isMonthly(days) !== isMonthly(clause.days));
  if (isMixed && !isJoined) {
    refuse(
      `Cron cannot narrow a weekday by a date: ${quote(reader.text, clause)} would add days, not choose among them. Write "and" between them to run on both.`,
      clause,
      [""],
    );
  }
  draft.days.push(clause);
}
