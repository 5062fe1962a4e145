import { describe, expect, it } from "vitest";
import { firstWeekday, valueName } from "./value-names.ts";

describe("firstWeekday", () => {
  it.each([
    ["de-DE", 1],
    ["en-US", 0],
    ["ar-EG", 6],
  ])("weeks of %s begin with day %i", (locale, day) => {
    expect(firstWeekday(locale)).toBe(day);
  });
});

describe("valueName", () => {
  it("names weekdays and months, and writes hours in two digits", () => {
    expect(valueName("dayOfWeek", 0, "de-DE")).toBe("Sonntag");
    expect(valueName("month", 3, "fr", "long")).toBe("mars");
    expect(valueName("hour", 7, "en-US")).toBe("07");
  });
});
