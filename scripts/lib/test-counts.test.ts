import { describe, expect, it } from "vitest";
import { addCounts, countExit, countPlaywright, countVitest, formatCounts } from "./test-counts.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe("counting", () => {
  it("adds up vitest's files", () => {
    const report = { testResults: [file("passed", "passed", "passed", "skipped"), file("failed", "failed", "passed")] };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    expect(countVitest({ testResults: [file("failed"), file("passed", "passed")] }, 1)).toMatchObject({ failed: 1 });
  });

  it("counts a journey that passed when tried again as passed", () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 } };
    expect(countPlaywright(report, 1)).toEqual({ passed: 6, failed: 1, skipped: 3 });
  });

  it("believes a runner that failed without a failed test", () => {
    expect(countVitest({ testResults: [file("passed", "passed")] }, 1)).toMatchObject({ passed: 1, failed: 1 });
    const nothing = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } };
    expect(countPlaywright(nothing, 1)).toMatchObject({ failed: 1 });
  });
});

describe("the last line", () => {
  it("names what was skipped only when something was", () => {
    expect(formatCounts(addCounts(countExit(0), countExit(0)))).toBe("2 passed, 0 failed");
    expect(formatCounts({ passed: 1, failed: 1, skipped: 2 })).toBe("1 passed, 1 failed, 2 skipped");
  });
});
