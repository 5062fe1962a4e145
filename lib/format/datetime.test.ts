import { describe, expect, it } from "vitest";
import { formatAbsolute, formatRelative } from "./datetime.ts";

const NOW = Date.parse("2026-01-31T08:00:00Z");

// The texts follow the language of the machine; what is pinned here is English.
const isEnglish = new Intl.NumberFormat().resolvedOptions().locale === "en-US";

describe.runIf(isEnglish)("formatRelative", () => {
  it.each([
    [-4_000, "now"],
    [4_000, "now"],
    [-30_000, "30 seconds ago"],
    [180_000, "in 3 minutes"],
    [-7_200_000, "2 hours ago"],
    [172_800_000, "in 2 days"],
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
