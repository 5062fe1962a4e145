import { describe, expect, it } from "vitest";
import type { RunDuration } from "#domain/task-stats.ts";
import { byStart, DURATION_SERIES, durationAt, durationColumns } from "./duration-data.ts";

const run = (runId: number, minute: number, status: RunDuration["status"], durationMs: number): RunDuration => ({
  runId,
  status,
  startedAt: `2026-01-05T08:${String(minute).padStart(2, "0")}:00.500Z`,
  durationMs,
});
const runs = byStart([run(1, 5, "completed", 300), run(2, 1, "failed", 0), run(3, 9, "completed", 100)]);

describe("the chart of durations", () => {
  it("goes by the start of the runs, whatever order they were made in", () => {
    expect(runs.map(({ runId }) => runId)).toEqual([2, 1, 3]);
  });

  it("has one series for each way to end, of equal length, and no zero", () => {
    const [times, ...series] = durationColumns(runs);
    expect(times[0]).toBe(Date.parse("2026-01-05T08:01:00.500Z") / 1_000);
    expect(series).toHaveLength(DURATION_SERIES.length);
    expect(series[0]).toEqual([null, 300, 100]);
    expect(series[1]).toEqual([1, null, null]);
    expect(series[2]).toEqual([null, null, null]);
  });

  it("tells the duration that a share of the runs did not exceed", () => {
    expect(durationAt(runs, 0.5)).toBe(100);
    expect(durationAt(runs, 0.95)).toBe(300);
    expect(durationAt([], 0.5)).toBeNull();
  });
});
