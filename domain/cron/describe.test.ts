import { describe, expect, it } from "vitest";
import vectors from "./fixtures/cron.json" with { type: "json" };
import { describe as inWords, ScheduleError } from "./index.ts";

describe("describe", () => {
  it.each([
    ["* * * * *", "Every minute"],
    ["0 5 * * *", "At 05:00 AM"],
    ["*/15 9-17 * * 1-5", "Every 15 minutes, between 09:00 AM and 05:59 PM, Monday through Friday"],
    ["30 18 L * *", "At 06:30 PM, on the last day of the month"],
    ["0 12 * * FRI#3", "At 12:00 PM, on the third Friday of the month"],
    ["0 0 * 11 4#4", "At 12:00 AM, on the fourth Thursday of the month, only in November"],
    ["0 17 * * 5L", "At 05:00 PM, on the last Friday of the month"],
    ["@hourly", "Every hour"],
  ])("puts %s in words", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it.each([
    ["0 0 13 * 5", "At 12:00 AM, on day 13 of the month or on Friday"],
    ["0 0 L * MON-FRI", "At 12:00 AM, on the last day of the month or on Monday through Friday"],
    ["0 0 13 2 1#1", "At 12:00 AM, on day 13 of the month or on the first Monday of the month, only in February"],
  ])("says or where either day field of %s is enough", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it.each([
    ["0 0 */2 * 1", "At 12:00 AM, every 2 days from day 1 of the month, but only on Monday"],
    ["0 0 1 * */3", "At 12:00 AM, on day 1 of the month, but only on Sunday, Wednesday, and Saturday"],
  ])("says but only where %s needs both", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it.each([
    ["0 0 13 * 0-6", "At 12:00 AM"],
    ["0 0 1-31 * 5", "At 12:00 AM"],
    ["30 0-23/1 * * *", "At 30 minutes past the hour"],
    ["0-59/1 * * * *", "Every minute"],
    ["*/60 * * * *", "Every hour"],
    ["*,5 * * * *", "Every minute"],
  ])("leaves out what %s does not restrict", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it.each([
    ["0 12 * * 5-0", "At 12:00 PM, Friday through Sunday"],
    ["0 12 * * 1-7/2", "At 12:00 PM, only on Sunday, Monday, Wednesday, and Friday"],
    ["0-10/15 3 * * *", "At 03:00 AM"],
    ["5-50/10 * * * *", "Every 10 minutes, minutes 5 through 45 past the hour"],
    ["0 9 1,15W * *", "At 09:00 AM, on day 1 of the month or on the weekday nearest day 15 of the month"],
    ["0 0 10-20/3 * *", "At 12:00 AM, on day 10, 13, 16, and 19 of the month"],
    ["0 0 1-5,20 1-3 *", "At 12:00 AM, on day 1 through 5 and 20 of the month, January through March"],
    ["0 0 * * 1-3,5#2", "At 12:00 AM, only on Monday, Tuesday, and Wednesday or on the second Friday of the month"],
  ])("resolves the shorthand of %s", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it.each([
    ["*/7 * * * *", "Every 7 minutes, minutes counted anew each hour"],
    ["0 */5 * * *", "On the hour, every 5 hours, hours counted anew each day"],
    ["*/15 */6 * * *", "Every 15 minutes, every 6 hours"],
  ])("says where the steps of %s start over, if they are uneven", (expression, text) => {
    expect(inWords(expression)).toBe(text);
  });

  it("speaks 24 hours on request", () => {
    expect(inWords("30 18 * * *", { use24Hour: true })).toBe("At 18:30");
  });

  it("finds words for every schedule of the known answers", () => {
    for (const { expr } of vectors.vectors)
      expect(inWords(expr)).toMatch(/^(At|Every|On|Minutes) [\w ,:]+$|^Every minute$/);
  });

  it("describes nothing that would not run", () => {
    expect(() => inWords("0 0 30 2 *")).toThrow(ScheduleError);
    expect(() => inWords("*/70 * * * *")).toThrow(ScheduleError);
  });
});
