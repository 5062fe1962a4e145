import { describe, expect, it } from "vitest";
import { parseSchedule } from "../index.ts";
import { parseSentence, SENTENCE_LENGTH_MAX, toSentence } from "./index.ts";

function refusal(sentence: string) {
  const result = parseSentence(sentence);
  if (result.ok) throw new Error(`"${sentence}" was read as ${result.frequency}`);
  return result;
}

/** sentence, the words at fault, what the message says, the nearest frequencies */
const REFUSALS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ["every 45 minutes", "every 45 minutes", "uneven", ["*/30 * * * *", "0 * * * *"]],
  ["every 7 minutes on weekdays", "every 7 minutes", "uneven", ["*/6 * * * 1-5", "*/10 * * * 1-5", "0 * * * 1-5"]],
  ["every 90 minutes", "every 90 minutes", "longer than an hour", ["*/30 * * * *", "0 * * * *"]],
  ["every 5 hours", "every 5 hours", "uneven", ["0 */4 * * *", "0 */6 * * *", "0 0 * * *"]],
  ["every 0 minutes", "every 0 minutes", "not an interval", ["* * * * *", "0 * * * *"]],
  ["at 9 every 2 weeks", "every 2 weeks", "cannot count weeks", ["0 9 * * 1", "0 9 * * 1#1,1#3", "0 9 1,15 * *"]],
  ["every fortnight on Friday", "every fortnight", "cannot count weeks", ["0 0 * * 5"]],
  ["every other Monday at 9", "every other Monday", "cannot skip one", ["0 9 * * 1#1,1#3", "0 9 * * 1"]],
  ["every second Tuesday", "every second Tuesday", '"of the month"', ["0 0 * * 2#2", "0 0 * * 2"]],
  ["every 30 seconds", "every 30 seconds", "smallest interval is every minute", ["* * * * *"]],
  ["every second", "every second", "smallest interval is every minute", ["* * * * *"]],
  [
    "every other day at 8",
    "every other day",
    "*/2 means the 1st, 3rd, 5th",
    ["0 8 * * *", "0 8 * * 1,3,5", "0 8 1-31/2 * *"],
  ],
  ["every 2 years", "every 2 years", "cannot count years", ["0 0 1 1 *", "0 0 1 1,7 *"]],
  ["every 5 months", "every 5 months", "uneven", ["0 0 1 1,5,9 *", "0 0 1 1,7 *", "0 0 1 * *"]],
  ["every day at 6:00 and 18:30", "at 6:00 and 18:30", "2 schedules", ["0 6,18 * * *", "0 6 * * *", "30 18 * * *"]],
  ["twice a day", "twice a day", "not when", ["0 6,18 * * *"]],
  ["twice a day at 6, 12 and 18", "twice a day", "names 3 times", ["0 6,12,18 * * *"]],
  [
    "weekdays between 9 and 17",
    "between 9 and 17",
    "how often",
    ["0 9-17 * * 1-5", "*/15 9-16 * * 1-5", "0 9 * * 1-5"],
  ],
  ["every 15 minutes from 8:00 to 17:30", "from 8:00 to 17:30", "whole hours", ["*/15 8-17 * * *", "*/15 8-16 * * *"]],
  ["every hour at 9:30", "every hour at 9:30", "both an interval and a time", ["30 * * * *", "30 9 * * *"]],
  ["monthly on Monday at 9", "on Monday", "which Monday", ["0 9 * * 1#1", "0 9 * * 1L"]],
  ["last weekday of the month", "last weekday", "working days", ["0 0 * * 5L", "0 0 L * *"]],
  ["Friday the 13th", "the 13th", "cannot narrow a weekday by a date", ["0 0 * * 5"]],
  ["31 February at 9", "31 February", "No February has a day 31", ["0 9 L 2 *"]],
  ["January 1st and March 15th", "January 1st and March 15th", "a schedule each", ["0 0 1 1 *", "0 0 15 3 *"]],
  ["weekdays at 9 except Monday", "except Monday", "no exceptions", ["0 9 * * 1-5"]],
  ["daily at 25:00", "25:00", "not a time of day", ["0 0 * * *"]],
  ["daily at 13 pm", "13 pm", "not a time of day", ["0 0 * * *"]],
  ["hourly at minute 75", "75", "expected 0 to 59", ["0 * * * *"]],
  ["the 32nd of the month", "32nd", "expected 1 to 31", []],
  ["evry weekday at 9", "evry", 'Could not understand "evry" at position 0', ["0 9 * * 1-5"]],
  ["every wendesday at 9", "wendesday", '"wendesday" at position 6', ["0 9 * * 3"]],
  ["every day at 9 when raining hard", "when raining hard", '"when raining hard" at position 15', ["0 9 * * *"]],
  ["every day at 9 in Middle/Earth", "in Middle/Earth", "not a time zone", ["0 9 * * *"]],
  ["Mondays at 9 and Fridays at 17:30", "Mondays at 9 and Fridays at 17:30", "each pair", ["0 9 * * 1", "30 17 * * 5"]],
  ["at 9 on Monday, at 17 on Friday", "at 9 on Monday, at 17 on Friday", "each pair", ["0 9 * * 1", "0 17 * * 5"]],
  ["every evening", "every evening", "at what time", ["0 18 * * *"]],
  ["daily at 9 to Friday", "to", 'Could not understand "to" at position 11', []],
  ["weekdays 9", "9", 'write "at 9"', ["0 9 * * 1-5", "0 0 * * 1-5"]],
];

describe("parseSentence refuses", () => {
  it.each(REFUSALS)("%j at %j: %s", (sentence, words, reason, frequencies) => {
    const { message, position, length, nearest } = refusal(sentence);
    expect(sentence.slice(position, position + length)).toBe(words);
    expect(message).toContain(reason);
    expect(nearest.map(({ frequency }) => frequency).slice(0, frequencies.length || 3)).toEqual(
      frequencies.length > 0 ? frequencies : expect.any(Array),
    );
    expect(nearest.length).toBeGreaterThan(0);
    expect(nearest.length).toBeLessThan(4);
    for (const { sentence: near, frequency } of nearest) {
      expect(parseSchedule(frequency, "UTC").expression).toBe(frequency);
      expect(parseSentence(near)).toMatchObject({ ok: true, frequency });
    }
  });

  it("an empty sentence and one that stops too early, at their end", () => {
    expect(refusal("  ")).toMatchObject({ position: 0, length: 0, message: expect.stringContaining("too early") });
    expect(refusal("every day at  ")).toMatchObject({ position: 12, length: 0, nearest: [{ frequency: "0 0 * * *" }] });
  });

  it("more than 300 characters, unread", () => {
    const long = `every day at 9${" ".repeat(SENTENCE_LENGTH_MAX)}`;
    expect(refusal(long)).toMatchObject({ position: SENTENCE_LENGTH_MAX, length: 14 });
    expect(refusal(long).message).toContain("at most 300");
    expect(parseSentence(long.slice(0, SENTENCE_LENGTH_MAX))).toMatchObject({ ok: true });
  });

  it.each([
    ["a".repeat(300)],
    ["1 ".repeat(150)],
    ["every ".repeat(50)],
    ["at 9 and ".repeat(33)],
    ["the first and ".repeat(21)],
    ["(((((([[[[{{{{".repeat(20)],
    ["twenty-".repeat(42)],
    ["9:".repeat(150)],
    [`\u0000${String.fromCharCode(0xd800)}\u{1f600}\u0130`.repeat(60)],
    ["a/a ".repeat(75)],
    ["evry ".repeat(60)],
    ["9".repeat(300)],
    ["every 1e309 minutes"],
    ["every -5 minutes"],
    ["__proto__ constructor toString"],
    ["at constructor"],
    ["every constructor"],
    ["constructor"],
    ["twice a constructor"],
  ])("hostile input %#, in words short enough to show", (text) => {
    const { message, position, length, nearest } = refusal(text);
    expect(message.length).toBeLessThan(400);
    expect(position + length).toBeLessThanOrEqual(text.length);
    expect(nearest.length).toBeGreaterThan(0);
  });
});

describe("toSentence", () => {
  it.each([
    ["not cron"],
    ["0 0 31 2 *"],
    ["*/7 9 * * *"],
    ["0 */5 * * *"],
    ["0 0 */2 * 1-5"],
    ["1-59/2 1-23/2,4 * * *"],
  ])("has no sentence for %s", (frequency) => {
    expect(toSentence(frequency)).toBeNull();
  });

  it.each([
    ["*/30 2 * * *", "every 30 minutes from 02:00 to 02:30"],
    ["0,30 2 * * *", "every day at 02:00 and 02:30"],
    ["*/7 * * * *", "every hour at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56"],
    ["0 0,6,12,18 * * *", "every day at 00:00, 06:00, 12:00 and 18:00"],
    ["0 */6 * * *", "every 6 hours"],
    ["0,30 8-17 * * 1-5", "every hour from 08:00 to 17:30 at minutes 0 and 30, Monday to Friday"],
    ["@weekly", "every Sunday at 00:00"],
    [
      "0 9 15W,L 1 5",
      "on the weekday nearest the 15th, on the last day of the month and every Friday at 09:00, in January",
    ],
  ])("says %s", (frequency, sentence) => {
    expect(toSentence(frequency)).toBe(sentence);
  });
});
