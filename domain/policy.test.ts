import { describe, expect, it } from "vitest";
import { retryDelayMs, spreadOffsetMs } from "./policy.ts";

describe("the pause before a retry", () => {
  it("doubles with each failure, of which a random half may go", () => {
    expect([1, 2, 3].map((failures) => retryDelayMs(10_000, failures, 1))).toEqual([10_000, 20_000, 40_000]);
    expect(retryDelayMs(10_000, 3, 0)).toBe(20_000);
  });

  it("never grows past six hours", () => {
    expect(retryDelayMs(3_600_000, 10, 1)).toBe(6 * 3_600_000);
  });
});

describe("the spread", () => {
  it("is always the same for one schedule and stays within its bound", () => {
    for (const id of [1, 2, 77, 1_000_000_007]) {
      expect(spreadOffsetMs(id, 60_000)).toBe(spreadOffsetMs(id, 60_000));
      expect(spreadOffsetMs(id, 60_000)).toBeLessThan(60_000);
    }
    expect(spreadOffsetMs(5, 0)).toBe(0);
  });

  it("uses the whole bound evenly: no tenth of it holds more than a fifth of a thousand schedules", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let id = 1; id <= 1_000; id++) tenths[Math.floor(spreadOffsetMs(id, 10_000) / 1_000)]! += 1;
    expect(Math.max(...tenths)).toBeLessThan(200);
    expect(Math.min(...tenths)).toBeGreaterThan(50);
  });
});
