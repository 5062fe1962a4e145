import { describe, expect, it } from "vitest";
import { newTaskDraft, taskDraftProblem, taskInputOf } from "./task-draft.ts";

const draft = { ...newTaskDraft("Europe/London", 7), name: "report" };

describe("taskDraftProblem", () => {
  it.each([
    [{ pageId: null }, "pageId"],
    [{ scheduled: true, frequency: " " }, "frequency"],
    [{ timeoutS: "soon" }, "timeoutMs"],
    [{ timeoutS: "" }, "timeoutMs"],
  ])("%j points at %s", (changes, field) => {
    expect(taskDraftProblem({ ...draft, ...changes })?.field).toBe(field);
  });

  it("has none with a complete draft", () => {
    expect(taskDraftProblem(draft)).toBeNull();
  });
});

describe("taskInputOf", () => {
  it("sends no schedule for a task on demand, whatever was typed before", () => {
    expect(taskInputOf({ ...draft, frequency: "0 8 * * 1" }, 7)).toMatchObject({ frequency: null, timeoutMs: 30_000 });
  });

  it("sends the time limit in milliseconds", () => {
    expect(taskInputOf({ ...draft, timeoutS: "1.5" }, 7).timeoutMs).toBe(1_500);
  });
});
