import { describe, expect, it } from "vitest";
import { DELIVERY_ATTEMPTS_MAX } from "#domain/endpoint.ts";
import { pauseAfter } from "./retry-plan.ts";

const DAY_MS = 86_400_000;

describe("the pauses between the attempts of a delivery", () => {
  const longest = Array.from({ length: DELIVERY_ATTEMPTS_MAX }, (_, n) => pauseAfter(n + 1, 0.999_999, null));

  it("allow eight attempts within a day, each pause longer than the one before", () => {
    const pauses = longest.slice(0, -1).map(Number);
    expect(pauses).toHaveLength(7);
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(DAY_MS);
    expect(longest.at(-1)).toBeNull();
  });

  it("leave a fifth to chance", () => {
    expect([pauseAfter(1, 0, null), pauseAfter(1, 0.5, null)]).toEqual([8_000, 9_000]);
  });

  it("are made longer by what the receiver asks for, never shorter, and not without end", () => {
    expect(pauseAfter(1, 0, 120)).toBe(120_000);
    expect(pauseAfter(4, 0, 1)).toBe(1_440_000);
    expect(pauseAfter(1, 0, 999_999_999)).toBe(3_600_000);
  });
});
