import { describe, expect, it } from "vitest";
import { formatCountdown, formatDuration } from "./duration.ts";

// The texts follow the language of the machine; what is pinned here is English.
const isEnglish = new Intl.NumberFormat().resolvedOptions().locale === "en-US";

describe.runIf(isEnglish)("formatDuration", () => {
  it.each([
    [0, "0ms"],
    [999.4, "999ms"],
    [1_000, "1s"],
    [12_449, "12.4s"],
    [65_000, "1m 5s"],
    [7_800_000, "2h 10m"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe.runIf(isEnglish)("formatCountdown", () => {
  it.each([
    [0, "0s"],
    [45_000, "45s"],
    [725_000, "12m 5s"],
    [3_600_000, "1h"],
    [187_200_000, "2d 4h"],
    // Only neighbours: the minutes of a distant day tell nothing.
    [86_460_000, "1d"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatCountdown(ms)).toBe(text);
  });
});
