import { type Draft, emptyDraft } from "./draft.ts";
import { type Days, EVERY_DAY } from "./plan.ts";
import { addDays, readMonths, readNearestWeekday, readPlaces, readWeekdays } from "./read-days.ts";
import { readNames, WEEK, YEAR } from "./read-list.ts";
import { readPartOfDay } from "./read-part-of-day.ts";
import { addInterval, readAdverb, readCount, readInterval, refuseSeconds } from "./read-period.ts";
import { readTime } from "./read-time.ts";
import { readAt, readMinutesPast, readTimes, readWindow } from "./read-times.ts";
import { readCity, readZone } from "./read-zone.ts";
import { quote, refuse } from "./refusal.ts";
import type { Token } from "./token.ts";
import { TokenReader } from "./token-reader.ts";

/** A stretch of clauses in any order; how they fit together is settled when the draft is resolved. */
class DraftReader {
  readonly draft = emptyDraft();
  readonly #reader: TokenReader;
  /** Clauses by the word that opens them. */
  readonly #clauses: Readonly<Record<string, () => void>> = {
    every: () => this.#readEvery(),
    at: () => this.#readAfterAt(),
    on: () => this.#readAfterOn(),
    the: () => this.#readNamed("expected a day such as the 1st, the first Monday or the last day", "ordinals"),
    in: () => this.#readAfterIn(),
    of: () => this.#readAfterOf(),
    between: () => this.#readBetween(),
    from: () => this.#readAfterFrom(),
    starting: () => this.#readAfterFrom(),
    until: () => readWindow(this.#reader, this.draft, "until"),
    except: () => this.#refuseException(),
  };
  /** Index of the clause's first token. */
  #start = 0;
  /** "and" or "or" stands right before the clause. */
  #isJoined = false;

  constructor(text: string, tokens: readonly Token[]) {
    this.#reader = new TokenReader(text, tokens);
  }

  read(): Draft {
    const reader: TokenReader = this.#reader;
    if (reader.isDone) reader.refuseNext('write when to run, such as "every weekday at 9:30"');
    while (!reader.isDone) {
      const joint = reader.takeWord(",", "and", "or", "run");
      if (joint) {
        this.#isJoined = joint === "and" || joint === "or";
        if (this.#isJoined && reader.isDone) reader.refuseNext(`expected more after "${joint}"`);
        continue;
      }
      this.#start = reader.index;
      this.#readClause();
      this.#isJoined = false;
    }
    return this.draft;
  }

  #readClause(): void {
    const reader: TokenReader = this.#reader;
    if (readAdverb(reader, this.draft) || readCount(reader, this.draft) || readZone(reader, this.draft)) return;
    const word = reader.takeWord(...Object.keys(this.#clauses));
    if (word === null) this.#readBare();
    else this.#clauses[word]!();
  }

  #readEvery(): void {
    const reader: TokenReader = this.#reader;
    if (reader.isDone) reader.refuseNext('expected what follows "every", such as day, Monday or 15 minutes');
    if (readInterval(reader, this.draft) || readPartOfDay(reader, this.draft)) return;
    const isMonth = reader.peek()?.kind === "month";
    const had = this.draft.days.length;
    this.#readNamed("expected an interval such as 15 minutes, or a day such as Monday", "ordinals");
    // "every December" is once in it, as "every month" is once in each.
    if (isMonth && this.draft.days.length === had) {
      addInterval(reader, this.draft, 1, "month", reader.spanSince(this.#start));
    }
  }

  #readAfterAt(): void {
    const reader: TokenReader = this.#reader;
    reader.takeWord("the");
    if (reader.takeWord("weekend")) {
      this.#addDays({ weekdays: [0, 6] });
      return;
    }
    readAt(reader, this.draft);
  }

  #readAfterOn(): void {
    const reader: TokenReader = this.#reader;
    const start = reader.index;
    // "on every Monday" and "on the hour"
    if (reader.word() === "every" || reader.word() === "weekly") return;
    const isNamed = reader.takeWord("the") !== null;
    if (isNamed && reader.word() === "hour") {
      reader.skip();
      this.draft.minutesPast ??= { minutes: [0], ...reader.spanSince(start) };
      return;
    }
    if (isNamed && reader.peek()?.kind === "month") reader.refuseNext('expected a day of the month after "the"');
    if (reader.peek(1)?.kind === "number") reader.takeWord("day");
    this.#readNamed('expected a day such as Monday or the 15th after "on"', "numbers");
  }

  #readAfterIn(): void {
    const reader: TokenReader = this.#reader;
    // "in every month", "in UTC", "in New York"
    if (reader.word() === "every" || readZone(reader, this.draft) || readCity(reader, this.draft)) return;
    reader.takeWord("the");
    const weekdays = readWeekdays(reader);
    if (weekdays) {
      this.#addDays(weekdays);
      return;
    }
    const values = readMonths(reader);
    if (!values) reader.refuseNext('expected a month or a time zone such as Europe/Rome after "in"');
    this.#addMonths(values);
  }

  /** "of the month", "of January", "of every quarter": belongs to the days just named. */
  #readAfterOf(): void {
    const reader: TokenReader = this.#reader;
    const article = reader.takeWord("the", "every", "a");
    const months = readMonths(reader);
    if (months) {
      this.#ownDays(months);
      return;
    }
    const unit = reader.takeWord("hour", "day", "week", "month", "quarter", "year");
    if (!unit && article === "every" && readInterval(reader, this.draft)) return;
    if (!unit) reader.refuseNext('expected "the month" or a month after "of"');
    const span = reader.spanSince(this.#start);
    if (unit === "hour") addInterval(reader, this.draft, 1, "hour", span);
    if (unit === "quarter" || unit === "year") addInterval(reader, this.draft, 1, unit, span);
  }

  #readBetween(): void {
    const weekdays = readNames(this.#reader, WEEK, "between");
    const months = weekdays ? null : readNames(this.#reader, YEAR, "between");
    if (weekdays) this.#addDays({ weekdays });
    else if (months) this.#addMonths(months);
    else readWindow(this.#reader, this.draft, "between");
  }

  #readAfterFrom(): void {
    const kind = this.#reader.peek()?.kind;
    if (kind === "weekday" || kind === "ordinal" || kind === "month" || this.#reader.word() === "the") {
      this.#reader.takeWord("the");
      this.#readNamed('expected a day or a time after "from"', "ordinals");
      return;
    }
    readWindow(this.#reader, this.draft, "from");
  }

  /** A clause that no small word introduces. */
  #readBare(): void {
    const reader: TokenReader = this.#reader;
    if (reader.word() === "seconds") {
      const start = reader.index;
      reader.skip();
      refuseSeconds(reader, reader.spanSince(start));
    }
    const token = reader.peek()!;
    if (token.kind === "number" && this.#isDate()) {
      this.#readNamed("expected a date", "numbers");
      return;
    }
    if (reader.word() === "day" && reader.peek(1)?.kind === "number") {
      reader.skip();
      this.#readNamed("expected a day of the month", "numbers");
      return;
    }
    if (readMinutesPast(reader, this.draft)) return;
    if (this.#isRangeOfTimes()) {
      readWindow(reader, this.draft, "");
      return;
    }
    const isTime = token.kind !== "number" || this.#isCertainTime();
    if (isTime && readTimes(reader, this.draft)) return;
    if (token.kind === "number") {
      const span = reader.here();
      refuse(`Could not tell what ${quote(reader.text, span)} counts; write "at ${token.text}" for a time.`, span, [
        `at ${token.text}`,
        "",
      ]);
    }
    this.#readNamed("expected when to run, such as every day at 9:30", "ordinals");
  }

  /** Numbers that lead to a month: 24 December, 24 and 25 December. */
  #isDate(): boolean {
    const reader: TokenReader = this.#reader;
    const start = reader.index;
    while (reader.peek()?.kind === "number" || reader.takeWord(",", "and", "of")) {
      if (reader.peek()?.kind === "number") reader.skip();
    }
    const isDate = reader.peek()?.kind === "month";
    reader.rewind(start);
    return isDate;
  }

  #isRangeOfTimes(): boolean {
    const reader: TokenReader = this.#reader;
    const start = reader.index;
    const isRange =
      readTime(reader) !== null && reader.takeWord("to", "-", "until") !== null && readTime(reader) !== null;
    reader.rewind(start);
    return isRange;
  }

  /** A number with am, pm, o'clock, "noon" or "past" behind it needs no "at". */
  #isCertainTime(): boolean {
    const reader: TokenReader = this.#reader;
    const start = reader.index;
    const isTime = readTime(reader) !== null;
    const isCertain = isTime && reader.index > start + 1;
    reader.rewind(start);
    return isCertain;
  }

  /** Weekdays, dates or months, whichever is next. */
  #readNamed(expected: string, numbers: "numbers" | "ordinals"): void {
    const reader: TokenReader = this.#reader;
    const nearest = readNearestWeekday(reader);
    const weekdays = nearest ?? readWeekdays(reader);
    if (weekdays) {
      this.#addDays(weekdays);
      return;
    }
    const months = readMonths(reader);
    if (months) {
      const dates = reader.word() === "at" ? null : readPlaces(reader, "numbers");
      if (dates) this.#addDays(dates.days, months);
      else this.#addMonths(months);
      return;
    }
    const places = readPlaces(reader, numbers);
    if (!places) reader.refuseNext(expected);
    this.#addDays(places.days, places.months);
  }

  #addDays(days: Partial<Days>, months: readonly number[] = []): void {
    const clause = { days: { ...EVERY_DAY, ...days }, months, ...this.#reader.spanSince(this.#start) };
    addDays(this.#reader, this.draft, clause, this.#isJoined);
  }

  #addMonths(values: readonly number[]): void {
    const span = this.#reader.spanSince(this.#start);
    if (this.draft.months) refuse(`${quote(this.#reader.text, span)} names months a second time.`, span, [""]);
    this.draft.months = { values, ...span };
  }

  #ownDays(months: readonly number[]): void {
    const clause = this.draft.days.at(-1);
    if (!clause || clause.months.length > 0) {
      this.#addMonths(months);
      return;
    }
    this.draft.days[this.draft.days.length - 1] = { ...clause, months };
  }

  #refuseException(): never {
    const reader: TokenReader = this.#reader;
    const start = reader.index - 1;
    while (!reader.isDone) reader.skip();
    const span = reader.spanSince(start);
    refuse(`Cron has no exceptions: ${quote(reader.text, span)}. Name the days that should run instead.`, span, [""]);
  }
}

/**
 * Reads the clauses of a sentence.
 *
 * @throws SentenceRefusal at the first words that fit no clause.
 */
export function readDraft(text: string, tokens: readonly Token[]): Draft {
  return new DraftReader(text, tokens).read();
}
