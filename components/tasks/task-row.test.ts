import { describe, expect, it } from "vitest";
import type { Task } from "#domain/task.ts";
import type { TaskStats } from "#domain/task-stats.ts";
import { matchesTask, SORT_VALUES, taskRows } from "./task-row.ts";

const task = {
  id: 1,
  name: "send-weekly-report",
  screenName: "Usage report",
  active: true,
  frequency: "0 8 * * 1",
  schedules: [{ frequency: "0 8 * * 1", timezone: "Europe/London" }],
  triggers: [],
  scheduleError: null,
  lastRun: null,
  lastRunAt: null,
  nextRunAt: "2026-01-05T08:00:00.000Z",
} as unknown as Task;
const stats: TaskStats = { taskId: 1, outcomes: [], executed: 2, successRate: 0.5, p50Ms: 10, p95Ms: 20 };

describe("matchesTask", () => {
  it.each([
    ["", true],
    ["weekly", true],
    ["REPORT usage", true],
    ["london", true],
    ["0 8", true],
    ["weekly paris", false],
  ])("%j: %s", (text, expected) => expect(matchesTask(task, text, null)).toBe(expected));

  it("narrows by how the task stands", () => {
    const shows = (one: Partial<Task>) =>
      (["on", "off", "demand", "trouble"] as const).filter((show) => matchesTask({ ...task, ...one }, "", show));
    expect(shows({})).toEqual(["on"]);
    expect(shows({ active: false })).toEqual(["off"]);
    expect(shows({ frequency: null })).toEqual(["demand"]);
    const triggers: Task["triggers"] = [{ type: "app.task.failed", where: {} }];
    expect(shows({ frequency: null, triggers })).toEqual(["on"]);
    expect(shows({ lastRun: { id: 1, status: "timed_out" } })).toEqual(["on", "trouble"]);
    expect(shows({ scheduleError: "That zone is gone." })).toEqual(["on", "trouble"]);
  });
});

describe("taskRows", () => {
  it("puts each task's statistics beside it, once they are known", () => {
    const other = { ...task, id: 2 };
    expect(taskRows([task, other], [stats])).toEqual([
      { task, stats },
      { task: other, stats: null },
    ]);
    expect(taskRows([task], undefined)[0]?.stats).toBeNull();
  });
});

describe("SORT_VALUES", () => {
  it("has none for what a task does not have", () => {
    const values = Object.values(SORT_VALUES).map((value) => value({ task, stats: null }));
    expect(values).toEqual([
      "send-weekly-report",
      Date.parse("2026-01-05T08:00:00Z"),
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(SORT_VALUES.success({ task, stats })).toBe(0.5);
  });
});
