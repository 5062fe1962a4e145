import { describe, expect, it } from "vitest";
import { isValidTimezone, listTimezones, nextClockChanges } from "./index.ts";

describe("isValidTimezone", () => {
  it("accepts IANA names and their old aliases", () => {
    for (const name of [
      "UTC",
      "Europe/Rome",
      "Europe/Kiev",
      "US/Eastern",
      "Etc/GMT+5",
      "America/Argentina/Buenos_Aires",
    ]) {
      expect(isValidTimezone(name)).toBe(true);
    }
  });

  it("refuses offsets, paths, control characters and unknown places", () => {
    for (const name of ["", "+02:00", "UTC+2", "../../etc/passwd", "UTC\u0000", " UTC", "Mars/Phobos", "__proto__"]) {
      expect(isValidTimezone(name)).toBe(false);
    }
  });
});

describe("listTimezones", () => {
  it("names valid zones once each, UTC first", () => {
    const names = listTimezones();
    expect(names).toEqual(expect.arrayContaining(["Asia/Kolkata", "Europe/Kyiv", "America/Argentina/Buenos_Aires"]));
    expect(names).not.toContain("Asia/Calcutta");
    expect(names[0]).toBe("UTC");
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("Europe/Rome");
    expect(names.filter((name) => !isValidTimezone(name))).toEqual([]);
  });
});

describe("nextClockChanges", () => {
  const changes = (timezone: string, after: string, count?: number) =>
    nextClockChanges(timezone, new Date(after), count);

  it("names instant and offsets of the next two", () => {
    expect(changes("America/New_York", "2026-01-01T00:00:00Z")).toEqual([
      { at: new Date("2026-03-08T07:00:00Z"), beforeOffsetMinutes: -300, afterOffsetMinutes: -240 },
      { at: new Date("2026-11-01T06:00:00Z"), beforeOffsetMinutes: -240, afterOffsetMinutes: -300 },
    ]);
  });

  it("looks strictly after the instant and across years", () => {
    expect(changes("Europe/Berlin", "2026-10-25T01:00:00Z", 1)[0]!.at).toEqual(new Date("2027-03-28T01:00:00Z"));
    expect(changes("Europe/Berlin", "2026-10-25T00:59:59.999Z", 1)[0]!.at).toEqual(new Date("2026-10-25T01:00:00Z"));
  });

  it("sees a summer time of one week", () => {
    expect(changes("America/Boa_Vista", "2000-10-01T00:00:00Z").map(({ at }) => at)).toEqual([
      new Date("2000-10-08T04:00:00Z"),
      new Date("2000-10-15T03:00:00Z"),
    ]);
  });

  it("finds none where clocks do not change", () => {
    expect(changes("UTC", "2026-01-01T00:00:00Z")).toEqual([]);
    expect(changes("Asia/Tokyo", "2026-01-01T00:00:00Z")).toEqual([]);
  });

  it("refuses an unknown zone", () => {
    expect(() => changes("Mars/Phobos", "2026-01-01T00:00:00Z")).toThrow("Unknown time zone");
  });
});
