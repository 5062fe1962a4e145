import { describe, expect, it } from "vitest";
import { readField } from "#domain/cron/expression-fields.ts";
import { selectionOf } from "#domain/cron/field-selection.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { fieldWords, ordinal } from "./field-words.ts";

const words = (part: SchedulePart, text: string, locale = "en") =>
  fieldWords(part, selectionOf(readField(part, text)), locale);

describe("a field in words", () => {
  it.each<[SchedulePart, string, string]>([
    ["minute", "*", "every minute"],
    ["minute", "*/15", "every 15th minute: 0, 15, 30, 45"],
    ["minute", "*/5", "every 5th minute: 0, 5, 10, 15, … 55"],
    ["minute", "30", "minute 30"],
    ["hour", "9-17,20", "hours 9 to 17 and 20"],
    ["hour", "6,7", "hours 6, 7"],
    ["dayOfMonth", "1,15", "days 1 and 15 of the month"],
    ["dayOfMonth", "1,15W,L", "day 1 of the month, the weekday nearest to the 15th or the last day of the month"],
    ["month", "JUN-AUG", "June to August"],
    ["dayOfWeek", "1-5", "Monday to Friday"],
    ["dayOfWeek", "1#2,5L", "the 2nd Monday of the month or the last Friday of the month"],
  ])("%s %s is %s", (part, text, said) => {
    expect(words(part, text)).toBe(said);
  });

  it("names months and weekdays in the reader's language", () => {
    expect(words("dayOfWeek", "1", "de")).toBe("Montag");
  });

  it("counts as people do", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31].map(ordinal).join(" ")).toBe(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 31st",
    );
  });
});
