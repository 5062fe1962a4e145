import { describe, expect, it } from "vitest";
import { filtersIn, questionOf, type RunView, runFilterOf } from "./run-view.ts";

const NOW = Date.parse("2026-03-10T12:34:56Z");
const NONE: RunView = {
  task: null,
  status: null,
  trigger: null,
  env: null,
  version: null,
  range: null,
  from: null,
  to: null,
  over: null,
  q: "",
  sort: null,
};

describe("runFilterOf", () => {
  it("leaves out what was not chosen", () => {
    expect(runFilterOf(NONE, NOW)).toEqual({});
    expect(runFilterOf({ ...NONE, status: [], q: "  ", over: 0 }, NOW)).toEqual({});
  });

  it("counts named ranges back in steps, and lets them win over a date", () => {
    const from = new Date("2020-01-01T00:00:00Z");
    expect(runFilterOf({ ...NONE, range: "hour", from, to: from }, NOW)).toEqual({ since: "2026-03-10T11:30:00.000Z" });
    const { since } = runFilterOf({ ...NONE, range: "today" }, NOW);
    expect(new Date(since ?? "").getHours()).toBe(0);
    expect(NOW - Date.parse(since ?? "")).toBeLessThan(86_400_000);
  });

  it("passes everything else on", () => {
    const view: RunView = { ...NONE, task: 3, status: ["failed"], env: "draft", version: 2, over: 500, q: " boom " };
    expect(runFilterOf(view, NOW)).toEqual({
      taskId: 3,
      status: ["failed"],
      environment: "draft",
      version: 2,
      minDurationMs: 500,
      search: "boom",
    });
    expect(filtersIn(view)).toBe(6);
  });
});

describe("questionOf", () => {
  it("is the same while only time passes or the columns change", () => {
    const view: RunView = { ...NONE, range: "hour" };
    expect(runFilterOf(view, NOW)).not.toEqual(runFilterOf(view, NOW + 300_000));
    expect(questionOf({ ...view, cols: ["task"] } as RunView)).toBe(questionOf(view));
  });

  it("is another for another filter, range or order", () => {
    const views: Partial<RunView>[] = [{}, { range: "hour" }, { range: "day" }, { from: new Date(NOW) }, { q: "boom" }];
    const questions = [...views, { sort: "slowest" as const }].map((view) => questionOf({ ...NONE, ...view }));
    expect(new Set(questions).size).toBe(questions.length);
  });
});
