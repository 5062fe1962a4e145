import { describe, expect, it } from "vitest";
import { axisTicks, moved, timelineOf, zoomed } from "./timeline.ts";

const AT = Date.parse("2026-01-01T00:00:00Z");
const iso = (ms: number) => new Date(AT + ms).toISOString();

const run: Parameters<typeof timelineOf>[0] = {
  status: "completed",
  queuedAt: iso(0),
  effectiveAt: null,
  startedAt: iso(100),
  finishedAt: iso(1_100),
  durationMs: 1_000,
  attempt: 1,
  attempts: [
    { number: 1, status: "completed", error: null, startedAt: iso(100), finishedAt: iso(1_100), durationMs: 1_000 },
  ],
};
const line = { level: "debug", durationMs: null } as const;

describe("timelineOf", () => {
  it("shows the wait, the execution and its calls in their places", () => {
    const lines = [
      { ...line, id: 1, at: iso(200), kind: "console", message: "hello (5 ms)" },
      { ...line, id: 2, at: iso(300), kind: "fetch", message: "GET https://a.example 200 (250 ms)", durationMs: 250 },
      { ...line, id: 3, at: iso(600), kind: "mail", message: "mail failed: no (40 ms)", level: "warn" },
    ] as const;
    const { startsAt, totalMs, bars, marks } = timelineOf(run, lines, AT + 5_000);
    expect(startsAt).toBe(AT);
    expect(totalMs).toBe(1_100);
    expect(bars).toEqual([
      { id: "wait", kind: "wait", label: "Waited for a place", from: 0, to: 100 },
      { id: "attempt-1", kind: "attempt", label: "Execution", from: 100, to: 1_100, status: "completed" },
      { id: "line-2", kind: "fetch", label: "GET https://a.example 200", from: 300, to: 550, isBad: false, lineId: 2 },
      { id: "line-3", kind: "mail", label: "mail failed: no", from: 600, to: 640, isBad: true, lineId: 3 },
    ]);
    expect(marks).toEqual([{ lineId: 1, at: 200, level: "debug", label: "hello (5 ms)" }]);
  });

  it("puts each call under its attempt, with the pause between, and knows no wait once a run was queued again", () => {
    const tried = {
      ...run,
      queuedAt: iso(400),
      startedAt: iso(1_000),
      finishedAt: null,
      status: "running" as const,
      attempt: 2,
      attempts: [{ ...run.attempts[0]!, status: "failed" as const, startedAt: iso(0), finishedAt: iso(400) }],
    };
    const lines = [
      { ...line, id: 1, at: iso(100), kind: "task", message: "run", durationMs: 10 },
      { ...line, id: 2, at: iso(1_200), kind: "task", message: "run", durationMs: 10 },
    ] as const;
    const { bars, totalMs } = timelineOf(tried, lines, AT + 2_000);
    expect(bars.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["attempt-1", 0, 400],
      ["line-1", 100, 110],
      ["pause-2", 400, 1_000],
      ["attempt-2", 1_000, 2_000],
      ["line-2", 1_200, 1_210],
    ]);
    expect(totalMs).toBe(2_000);
  });

  it("shows only the wait of a run that waits, and does not count the time before it may start as waiting", () => {
    const waiting = { ...run, status: "queued" as const, startedAt: null, finishedAt: null, attempt: 0, attempts: [] };
    expect(timelineOf(waiting, [], AT + 700).bars).toMatchObject([{ id: "wait", from: 0, to: 700 }]);
    expect(timelineOf({ ...run, effectiveAt: iso(90) }, [], AT).bars[0]).toMatchObject({ id: "wait", to: 10 });
  });
});

describe("the axis and its window", () => {
  it("has round ticks", () => {
    expect(axisTicks(0, 1_100, 6)).toEqual([0, 200, 400, 600, 800, 1_000]);
    expect(axisTicks(150, 180, 4)).toEqual([150, 160, 170, 180]);
    expect(axisTicks(0, 1, 6)).toEqual([0, 1]);
  });

  it("zooms around a moment and stays inside of the whole", () => {
    expect(zoomed({ from: 0, to: 100 }, 0.5, 50, 100)).toEqual({ from: 25, to: 75 });
    expect(zoomed({ from: 25, to: 75 }, 4, 50, 100)).toEqual({ from: 0, to: 100 });
    expect(zoomed({ from: 0, to: 2 }, 0.1, 0, 100)).toEqual({ from: 0, to: 1 });
    expect(moved({ from: 0, to: 50 }, 0.5, 100)).toEqual({ from: 25, to: 75 });
    expect(moved({ from: 40, to: 90 }, 0.5, 100)).toEqual({ from: 50, to: 100 });
  });
});
