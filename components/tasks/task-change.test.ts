import { describe, expect, it } from "vitest";
import { changeInWords, fieldChanges, restoringInput } from "./task-change.ts";

describe("fieldChanges", () => {
  it("tells values in words, in the order of the form", () => {
    const changes = fieldChanges({
      before: { timeoutMs: 30_000, overlap: "skip", retryOn: ["failed"], pausedUntil: null, active: true },
      after: {
        timeoutMs: 90_000,
        overlap: "queue",
        retryOn: [],
        pausedUntil: "2026-01-05T08:00:00.000Z",
        active: false,
      },
    });
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ["Switch", "Switched on", "Switched off"],
      ["Overlapping fires", "Skip the new fire", "Wait for the run before"],
      ["Retries after", "An error of the code", null],
      ["Time limit", "30s", "1m 30s"],
      ["Paused until", null, expect.stringContaining("2026")],
    ]);
  });

  it("keeps schedules as they were, and none as nothing", () => {
    const daily = { frequency: "0 8 * * *", timezone: "UTC", payload: { a: 1 } };
    expect(fieldChanges({ before: { schedules: [] }, after: { schedules: [daily] } })).toEqual([
      {
        kind: "schedules",
        label: "Schedule",
        before: null,
        after: [{ frequency: "0 8 * * *", timezone: "UTC", payload: '{"a":1}' }],
      },
    ]);
  });

  it("tells a screen by its name, and leaves out what it does not know", () => {
    const changes = fieldChanges({
      before: { pageId: 1, screenName: "A", colour: 1 },
      after: { pageId: 2, screenName: "B", colour: 2 },
    });
    expect(changes).toEqual([{ kind: "text", label: "Screen", before: "A", after: "B" }]);
  });

  it("has nothing before a task that was created", () => {
    expect(fieldChanges({ before: null, after: { name: "a" } })).toEqual([
      { kind: "text", label: "Name", before: null, after: "a" },
    ]);
  });
});

describe("restoringInput", () => {
  const restoring = (before: Record<string, unknown>) => restoringInput({ action: "update", before });
  const daily = { frequency: "0 8 * * *", timezone: "UTC", payload: null };

  it("sends the fields as they were, the screen by its id", () => {
    expect(restoring({ retries: 2, pausedUntil: null, pageId: 7, screenName: "A" })).toEqual({
      retries: 2,
      pausedUntil: null,
      pageId: 7,
    });
  });

  it("sends one schedule as the task's own, none as none, and several as a list", () => {
    expect(restoring({ schedules: [daily] })).toEqual(daily);
    expect(restoring({ schedules: [] })).toEqual({ frequency: null });
    expect(restoring({ schedules: [daily, daily] })).toEqual({ schedules: [daily, daily] });
  });

  it("has nothing to send where the trail keeps too little, or for what was no change of fields", () => {
    expect(restoring({ retries: 2, schedules: "(5,000 letters)" })).toBeNull();
    expect(restoringInput({ action: "create", before: null })).toBeNull();
  });
});

describe("changeInWords", () => {
  const change = (fields: string[]) => {
    const state = Object.fromEntries(fields.map((field) => [field, null]));
    return changeInWords({ action: "update", before: state, after: state });
  };

  it("names the fields, and counts them when they are many", () => {
    expect(change(["name"])).toBe("changed name");
    expect(changeInWords({ action: "update", before: { active: true }, after: { active: false } })).toBe(
      "switched the schedule off",
    );
    expect(change(["name", "retries", "schedules"])).toBe("changed name, retries and schedule");
    expect(change(["name", "retries", "timeoutMs", "startsAt"])).toBe("changed name, retries and 2 more");
    expect(changeInWords({ action: "create", before: null, after: { name: "a" } })).toBe("created the task");
  });
});
