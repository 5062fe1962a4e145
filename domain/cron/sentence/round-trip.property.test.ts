import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSchedule, type Schedule } from "../index.ts";
import { matchingDays } from "../matching-days.ts";
import { parseSentence, toSentence } from "./index.ts";

/** Every combination of month length and first weekday comes up in these years. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2001 + index);

/** What decides when a schedule fires, whatever its text. */
function firesOf({ minutesLow, minutesHigh, hours, months, days, followsWallClock }: Schedule) {
  const byMonth = YEARS.flatMap((year) =>
    Array.from({ length: 12 }, (_, index) =>
      (months & (1 << (index + 1))) === 0 ? 0 : matchingDays(days, year, index + 1),
    ),
  );
  return [minutesLow, minutesHigh, hours, followsWallClock, ...byMonth].join();
}

function understood(sentence: string) {
  const result = parseSentence(sentence);
  if (!result.ok) throw new Error(`"${sentence}" was refused: ${result.message}`);
  return result;
}

const value = (min: number, max: number) => fc.integer({ min, max });
const list = (min: number, max: number, maxLength = 4) =>
  fc.uniqueArray(value(min, max), { minLength: 1, maxLength }).map((values) => values.join(","));
const span = (min: number, max: number) =>
  fc
    .tuple(value(min, max), value(min, max), value(1, 6))
    .map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}${step > 1 ? `/${step}` : ""}`);
const step = (...steps: number[]) => fc.constantFrom(...steps).map((n) => (n === 1 ? "*" : `*/${n}`));
const any = fc.constant("*");

const minute = fc.oneof(step(1, 2, 5, 7, 10, 15, 30, 60), list(0, 59), span(0, 59));
const hour = fc.oneof(any, step(1, 2, 3, 5, 6, 12, 24), list(0, 23, 8), span(0, 23));
const dayOfMonth = fc.oneof(
  { weight: 3, arbitrary: any },
  { weight: 4, arbitrary: fc.oneof(list(1, 31), span(1, 31), step(2, 10)) },
  { weight: 2, arbitrary: fc.constantFrom("L", "15,L", "1W", "15W", "1,15W,L", "1-31") },
);
const month = fc.oneof({ weight: 3, arbitrary: any }, list(1, 12), span(1, 12), step(2, 3));
const dayOfWeek = fc.oneof(
  { weight: 3, arbitrary: any },
  list(0, 7, 8),
  span(0, 6),
  fc.constantFrom("1#1", "1#1,1#3", "5L", "MON-FRI", "FRI-SUN", "1,5#2,0L", "2#5,4L", "*/2"),
);
const expression = fc.tuple(minute, hour, dayOfMonth, month, dayOfWeek).map((fields) => fields.join(" "));

const number = (n: number) =>
  fc.constantFrom(String(n), ["zero", "one", "two", "three", "four", "five", "six"][n] ?? `${n}`);
const time = fc.oneof(
  fc.tuple(value(0, 23), value(0, 59)).map(([h, m]) => `${h}:${String(m).padStart(2, "0")}`),
  fc.tuple(value(1, 12), fc.constantFrom("am", " p.m.", "PM", " o'clock")).map(([h, half]) => `${h}${half}`),
  fc.constantFrom("noon", "midnight", "half past nine", "quarter to 6", "18h30", "7"),
);
const weekday = fc.constantFrom("Monday", "tues", "WED", "Thursdays", "fri", "Sat", "sunday");
const monthName = fc.constantFrom("January", "feb", "MARCH", "Apr", "may", "june", "sept", "Oct.", "december");
const ordinal = fc.constantFrom("1st", "2nd", "third", "fourth", "15th", "twenty-first", "28th");
const interval = fc.oneof(
  fc
    .constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
    .chain(number)
    .map((n) => `every ${n} minutes`),
  fc
    .constantFrom(1, 2, 3, 4, 6, 8, 12)
    .chain(number)
    .map((n) => `every ${n} hours`),
  fc.constantFrom("hourly at 5 past", "every other hour", "every half hour", "every hour at minutes 5, 10 and 20"),
);
const windowed = fc
  .tuple(interval, fc.constantFrom("between # and #", "from # to #"), value(0, 22), value(1, 23))
  .filter(([, , from, to]) => from < to - 1)
  .map(([often, form, from, to]) => `${often} ${form.replace("#", `${from}`).replace("#", `${to}:00`)}`);
const when = fc.oneof(
  interval,
  windowed,
  time.map((text) => `at ${text}`),
  fc.constant("at 6, 12 & 18"),
);
const which = fc.oneof(
  fc.constantFrom("", "every day", "on weekdays", "weekends", "Monday to Friday", "on the last day of the month"),
  fc.tuple(weekday, weekday).map(([a, b]) => `${a} and ${b}`),
  ordinal.map((day) => `on the ${day} of every month`),
  fc.tuple(fc.constantFrom("first", "2nd", "last"), weekday).map(([nth, day]) => `the ${nth} ${day} of the month`),
  fc.tuple(ordinal, monthName).map(([day, name]) => `on the ${day} of ${name}`),
  fc.tuple(weekday, monthName, monthName).map(([day, a, b]) => `every ${day} in ${a} and ${b}`),
);
const sentence = fc
  .tuple(when, which, fc.boolean(), fc.constantFrom(" ", ", ", "  "))
  .map(([times, days, timesFirst, gap]) => (timesFirst ? [times, days] : [days, times]).filter(Boolean).join(gap));

/** Any UTF-16 units, lone surrogates too. */
const characters = fc.array(value(0, 0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe("sentence and schedule", () => {
  it("toSentence says the schedule that parseSentence reads back", () => {
    let said = 0;
    fc.assert(
      fc.property(expression, (frequency) => {
        const words = toSentence(frequency);
        if (words === null) return;
        said++;
        const result = understood(words);
        expect(firesOf(parseSchedule(result.frequency, "UTC"))).toBe(firesOf(parseSchedule(frequency, "UTC")));
        expect(result.understood).toBe(words);
      }),
      { numRuns: 1_000 },
    );
    expect(said).toBeGreaterThan(300);
  });

  it("parseSentence reads generated sentences, and its canonical words mean the same", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const { frequency, understood: words } = understood(text);
        expect(toSentence(frequency)).toBe(words);
        expect(understood(words).frequency).toBe(frequency);
      }),
      { numRuns: 1_000 },
    );
  });

  it("any text of known and unknown words is answered: read, or refused with something near that can be read", () => {
    const words =
      "every each other 15 5 minutes hours day week month quarter year at on in of the from to between and , - & 9 9:30 6 pm noon half past first 2nd last Monday fri weekday weekend January dec twice times a UTC Europe/London until starting nearest business except seconds blah :05";
    const text = fc
      .array(fc.constantFrom(...words.split(" ")), { minLength: 1, maxLength: 9 })
      .map((chosen) => chosen.join(" "));
    fc.assert(
      fc.property(fc.oneof(text, characters), (written) => {
        const result = parseSentence(written);
        if (result.ok) {
          expect(toSentence(result.frequency)).not.toBeNull();
          return;
        }
        expect(result.position).toBeGreaterThanOrEqual(0);
        expect(result.position + result.length).toBeLessThanOrEqual(written.length);
        expect(result.nearest.length).toBeGreaterThan(0);
        for (const near of result.nearest) expect(understood(near.sentence).frequency).toBe(near.frequency);
      }),
      { numRuns: 500 },
    );
  });
});
