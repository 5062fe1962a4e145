import { describe, expect, it } from "vitest";
import vectors from "./fixtures/cron.json" with { type: "json" };
import { FREQUENCY_LENGTH_MAX, parseSchedule, ScheduleError } from "./index.ts";

function refusal(expression: string, timezone = "UTC"): ScheduleError {
  try {
    parseSchedule(expression, timezone);
  } catch (error) {
    if (error instanceof ScheduleError) return error;
    throw error;
  }
  throw new Error(`"${expression}" in "${timezone}" was accepted`);
}

const values = (expression: string, part: "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek") =>
  parseSchedule(expression, "UTC").fields[part].values;

describe("parseSchedule on the known answers", () => {
  it.each(vectors.invalid.filter(({ verdict }) => verdict === "reject"))("refuses $id $note", ({ expr, tz }) => {
    expect(refusal(expr, tz).message).toMatch(/^.{10,}\.$/s);
  });

  it.each(vectors.invalid.filter(({ verdict }) => verdict === "accept"))("accepts $id $note", ({ expr, tz }) => {
    expect(parseSchedule(expr, tz)).toMatchObject({ timezone: tz });
  });

  it("decides the open cases: nicknames in any case and old zone names yes, offsets no", () => {
    expect(parseSchedule("@DAILY", "UTC").expression).toBe("0 0 * * *");
    expect(parseSchedule("0 0 * * *", "EST")).toMatchObject({ timezone: "EST" });
    expect(refusal("0 0 * * *", "+02:00")).toMatchObject({ status: "TIMEZONE_INVALID", field: "timezone" });
  });
});

describe("parseSchedule", () => {
  it("normalises blanks, case and nicknames, and answers one frozen object", () => {
    const schedule = parseSchedule("  0\t12  * jan  mon ", "UTC");
    expect(schedule.expression).toBe("0 12 * JAN MON");
    expect(Object.isFrozen(schedule)).toBe(true);
    expect(parseSchedule("  0\t12  * jan  mon ", "UTC")).toBe(schedule);
  });

  it("reads lists, ranges, steps and names", () => {
    expect(values("0-10/5,50-59/3 * * * *", "minute")).toEqual([0, 5, 10, 50, 53, 56, 59]);
    expect(values("0 */5 * * *", "hour")).toEqual([0, 5, 10, 15, 20]);
    expect(values("0 0 * jan,MAR-may *", "month")).toEqual([1, 3, 4, 5]);
    expect(values("0 0 */10 * *", "dayOfMonth")).toEqual([1, 11, 21, 31]);
  });

  it("reads Sunday as 0, as 7 and as the end of a range", () => {
    expect(values("0 0 * * 7", "dayOfWeek")).toEqual([0]);
    expect(values("0 0 * * FRI-SUN", "dayOfWeek")).toEqual([0, 5, 6]);
    expect(values("0 0 * * 5-0", "dayOfWeek")).toEqual([0, 5, 6]);
    expect(values("0 0 * * 5-7", "dayOfWeek")).toEqual([0, 5, 6]);
    expect(values("0 0 * * 0-1", "dayOfWeek")).toEqual([0, 1]);
  });

  it.each([
    ["30 * * * *", true],
    ["*/30 2 * * *", true],
    ["30 0-23/1 * * *", true],
    ["0-59 2 * * *", true],
    ["0,30 2-4 * * *", false],
  ])("decides whether %s follows the wall clock", (expression, expected) => {
    expect(parseSchedule(expression, "UTC").followsWallClock).toBe(expected);
  });

  it.each([["0 0 31 4,6,9,11 *"], ["0 0 30W 2 *"], ["0 0 30 2 */2"]])("refuses %s, which never fires", (expression) => {
    expect(refusal(expression)).toMatchObject({ part: "dayOfMonth", position: 4 });
    expect(refusal(expression).message).toContain("never fire");
  });

  it.each([
    ["5/15 * * * *", "5-59/15"],
    ["0 22-2 * * *", "22-23,0-2"],
    ["0 0 * * SAT-MON", "SAT-6,0-MON"],
    ["0 0 * * * *", "got 6; seconds and years are not supported"],
    ["0 0 LW * *", "L alone is the last day"],
    ["0 0 * * 1#6", "1 to 5"],
    ["0 0 ? * *", "write * instead"],
  ])("says what to write instead of %s", (expression, hint) => {
    expect(refusal(expression).message).toContain(hint);
  });

  it.each([
    ["0  0 1,40 * *", "dayOfMonth", 7],
    [" 61 * * * *", "minute", 1],
    ["0 0 * * mon,xyz", "dayOfWeek", 12],
  ])("points at the fault in %s", (expression, part, position) => {
    expect(refusal(expression)).toMatchObject({ status: "FREQUENCY_INVALID", field: "frequency", part, position });
  });

  it("refuses a long text by its length, before it reads any of it", () => {
    for (const text of ["0,".repeat(5_000), "0 ".repeat(5_000), "*".repeat(100_000), "1-59/1,".repeat(3_000)]) {
      expect(refusal(text).message).toContain(`at most ${FREQUENCY_LENGTH_MAX}`);
    }
    expect(refusal("0 0 * * *", "A".repeat(5_000)).message.length).toBeLessThan(200);
  });

  it("has room for every minute listed", () => {
    const all = Array.from({ length: 60 }, (_, minute) => minute).join(",");
    expect(values(`${all} * * * *`, "minute")).toHaveLength(60);
  });
});
