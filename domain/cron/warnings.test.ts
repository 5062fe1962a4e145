import { describe, expect, it } from "vitest";
import { parseSchedule, preview, warnings } from "./index.ts";

const NOW = new Date("2026-01-01T00:00:00Z");
const warn = (expression: string, timezone = "UTC", now = NOW) => warnings(parseSchedule(expression, timezone), now);
const codes = (expression: string, timezone?: string) => warn(expression, timezone).map(({ code }) => code);

describe("warnings about the expression", () => {
  it("names the uneven step and how long the short one is", () => {
    expect(warn("*/7 * * * *")).toEqual([
      {
        code: "UNEVEN_STEP",
        message:
          "*/7 in the minute field starts over every hour: it names 0, 7, 14, … 56. From 56 to 0 of the next hour it is 4, not 7.",
      },
    ]);
    expect(codes("0 */5 * * *")).toEqual(["UNEVEN_STEP"]);
    expect(codes("0 0 */2 * *")).toEqual(["UNEVEN_STEP"]);
    expect(codes("0 0 1 */5 *")).toEqual(["UNEVEN_STEP"]);
  });

  it("has nothing to say about even steps, plain lists and single values", () => {
    for (const expression of ["*/15 */6 * */3 *", "0,7,14 * * * *", "*/60 */24 */31 * *", "0 9 * * 1-5"]) {
      expect(warn(expression)).toEqual([]);
    }
  });

  it("says whether either or both day fields must match", () => {
    expect(warn("0 0 13 * 5")[0]).toMatchObject({ code: "DAY_FIELDS_EITHER", message: expect.stringContaining("OR") });
    expect(warn("0 0 13 * 0-6")[0]!.message).toContain("every day matches");
    expect(codes("0 0 */31 * 1")).toEqual(["DAY_FIELDS_BOTH"]);
  });
});

describe("warnings about clock changes", () => {
  it("says where a fixed time is moved to, on both of the next two dates", () => {
    expect(warn("30 2 * * *", "America/New_York")).toEqual([
      {
        code: "CLOCK_CHANGE_MOVED",
        message:
          "Clocks in America/New_York go from 2026-03-08 02:00 to 2026-03-08 03:00. The fire at 02:30 would be skipped; the schedule runs once at 03:00 instead.",
      },
      { code: "CLOCK_CHANGE_MOVED", message: expect.stringContaining("2027-03-14") },
    ]);
  });

  it("says that a fixed time in a repeated hour happens once", () => {
    expect(warn("0,30 1 * * *", "America/New_York")[0]).toEqual({
      code: "CLOCK_CHANGE_ONCE",
      message:
        "Clocks in America/New_York go from 2026-11-01 02:00 to 2026-11-01 01:00. The fires at 01:00, 01:30 happen once, the first time the clock shows them.",
    });
  });

  it("says that wildcard jobs are lost and doubled", () => {
    const [lost, doubled] = warn("30 */2 * * *", "Europe/Berlin");
    expect(lost).toMatchObject({ code: "CLOCK_CHANGE_LOST", message: expect.stringContaining("2026-03-29") });
    expect(doubled).toMatchObject({ code: "CLOCK_CHANGE_DOUBLED", message: expect.stringContaining("2026-10-25") });
  });

  it("is silent when the schedule keeps its rhythm or is asleep at the change", () => {
    for (const expression of ["* * * * *", "15 * * * *", "0 9 * * *", "30 2 15 6 *"]) {
      expect(warn(expression, "Europe/Berlin")).toEqual([]);
    }
    expect(codes("*/30 * * * *", "Australia/Lord_Howe")).toEqual([]);
    expect(codes("15 * * * *", "Australia/Lord_Howe")).toContain("CLOCK_CHANGE_LOST");
  });

  it("counts a skipped calendar day as lost, not moved", () => {
    const [lost] = warn("0 12 * * *", "Pacific/Apia", new Date("2011-12-01T00:00:00Z"));
    expect(lost).toMatchObject({ code: "CLOCK_CHANGE_LOST", message: expect.stringContaining("2011-12-31 00:00") });
  });
});

describe("preview", () => {
  it("shows words, warnings and the fires after an instant", () => {
    const from = new Date("2026-03-07T12:00:00Z");
    expect(preview({ frequency: "30 2 * * *", timezone: "America/New_York", from, count: 2 })).toEqual({
      text: "At 02:30 AM",
      warnings: warn("30 2 * * *", "America/New_York", from),
      fires: [new Date("2026-03-08T07:00:00Z"), new Date("2026-03-09T06:30:00Z")],
    });
  });
});

describe("a warning about fires that come sooner than runs end", () => {
  const codes = (expression: string, usualDurationMs: number | null) =>
    warnings(parseSchedule(expression, "UTC"), NOW, usualDurationMs).map(({ code }) => code);

  it("is given when the shortest pause is no longer than a run usually takes", () => {
    expect(codes("* * * * *", 60_000)).toContain("FASTER_THAN_RUNS");
    expect(codes("0,1 8 * * *", 61_000)).toContain("FASTER_THAN_RUNS");
  });

  it("is not given otherwise, nor when nothing is known of the runs", () => {
    expect(codes("* * * * *", 59_000)).toEqual([]);
    expect(codes("* * * * *", null)).toEqual([]);
    expect(codes("0 0 29 2 *", 900_000)).toEqual([]);
  });
});
