import { afterEach, describe, expect, it, vi } from "vitest";
import { formatAbsolute, formatDay, formatMinute, formatRelative, formatWeekday } from "./datetime.ts";

const NOW = Date.parse("2026-01-31T08:00:00Z");

// The texts follow the language of the machine; what is pinned here is English.
const isEnglish = new Intl.NumberFormat().resolvedOptions().locale === "en-US";

describe.runIf(isEnglish)("formatRelative", () => {
  it.each([
    [-4_000, "now"],
    [4_000, "now"],
    [-30_000, "30 seconds ago"],
    [-59_400, "59 seconds ago"],
    [-59_600, "1 minute ago"],
    [180_000, "in 3 minutes"],
    [3_580_000, "in 1 hour"],
    [-7_200_000, "2 hours ago"],
    [-86_000_000, "yesterday"],
    [172_800_000, "in 2 days"],
    [-2_570_000_000, "last month"],
    [-31_000_000_000, "last year"],
    [-63_072_000_000, "2 years ago"],
  ])("%d ms away is %s", (distance, text) => {
    expect(formatRelative(NOW + distance, NOW)).toBe(text);
  });
});

describe.runIf(isEnglish)("formatAbsolute", () => {
  it("speaks in the zone it is given", () => {
    expect(formatAbsolute(NOW, "Asia/Tokyo")).toMatch(/05:00:00 PM/);
    expect(formatAbsolute(NOW, "UTC")).toMatch(/08:00:00 AM UTC/);
  });
});

describe.runIf(isEnglish)("days and minutes", () => {
  afterEach(() => vi.useRealTimers());

  it("say the year only where it is not the present one, as the zone has it", () => {
    vi.useFakeTimers({ now: Date.parse("2026-12-31T20:00:00Z") });
    expect(formatMinute("2026-03-02T08:00:00Z", "UTC")).toBe("Mon, Mar 2, 08:00 AM UTC");
    expect(formatMinute("2027-03-01T08:00:00Z", "UTC")).toBe("Mon, Mar 1, 2027, 08:00 AM UTC");
    expect(formatMinute("2027-01-01T00:00:00Z", "Asia/Tokyo")).not.toContain("2027");
    expect(formatMinute("2026-12-31T08:00:00Z", "Asia/Tokyo")).toContain("2026");
    expect(formatDay("2024-06-01T12:00:00Z")).toBe("Jun 1, 2024");
    expect(formatWeekday("2026-06-01T12:00:00Z")).toBe("Mon, Jun 1");
  });
});
