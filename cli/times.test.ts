import { describe, expect, it } from "vitest";
import { readSince, readSpan, span, wallTime } from "./times.ts";

const NOW = new Date("2026-03-01T12:00:00Z");

describe("times at the terminal", () => {
  it.each([
    ["90s", 90_000],
    ["15m", 900_000],
    ["15min", 900_000],
    ["2h", 7_200_000],
    ["3d", 259_200_000],
    ["2 hours", null],
    ["-1h", null],
    ["", null],
  ])("read %s as a length of time", (text, ms) => expect(readSpan(text)).toBe(ms));

  it.each([
    ["2h", "2026-03-01T10:00:00.000Z"],
    ["2026-02-28T08:00:00+01:00", "2026-02-28T07:00:00.000Z"],
    ["2026-02-28", "2026-02-28T00:00:00.000Z"],
    ["2026-02-30T08:00Z", undefined],
    ["yesterday", undefined],
    ["1", undefined],
  ])("read %s as an instant", (text, at) => expect(readSince(text, NOW)?.toISOString()).toBe(at));

  it("are said in their largest unit, and on the wall clock of the zone", () => {
    expect([1_000, 119_000, 120_000, 7_200_000, 172_800_000].map(span)).toEqual([
      "1 s",
      "119 s",
      "2 min",
      "2 h",
      "2 d",
    ]);
    expect(wallTime(NOW, "America/New_York")).toBe("2026-03-01 07:00");
    expect(wallTime(NOW, "UTC", true)).toBe("2026-03-01 12:00:00.000");
  });
});
