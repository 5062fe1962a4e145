import { describe, expect, it } from "vitest";
import { addDays, dayKey, hoursOfDay, startOfDay, startOfHour, startOfWeek } from "./calendar-window.ts";

const at = (key: string) => startOfDay(key)!;

describe("startOfDay and dayKey", () => {
  it("name each other", () => {
    expect(dayKey(at("2026-03-29"))).toBe("2026-03-29");
  });

  it.each(["2026-02-30", "2026-13-01", "today", ""])("%j is no day", (key) => {
    expect(startOfDay(key)).toBeNull();
  });
});

describe("startOfWeek", () => {
  it.each(["2026-11-23", "2026-11-25", "2026-11-29"])("of %s is the Monday before or at it", (key) => {
    expect(dayKey(startOfWeek(at(key)))).toBe("2026-11-23");
  });
});

describe("hoursOfDay", () => {
  it("begins at midnight and ends before the next one, whatever the clock does", () => {
    for (let day = at("2026-01-01"); day < at("2027-01-01"); day = addDays(day, 1)) {
      const hours = hoursOfDay(day);
      expect(hours[0]).toBe(day);
      expect(hours.at(-1)! + 3_600_000).toBe(addDays(day, 1));
    }
  });
});

describe("startOfHour", () => {
  it("leaves out minutes and seconds", () => {
    expect(startOfHour(at("2026-01-01") + 3_600_000 + 61_001)).toBe(at("2026-01-01") + 3_600_000);
  });
});
