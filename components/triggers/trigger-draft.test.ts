import { describe, expect, it } from "vitest";
import type { TaskTrigger } from "#domain/event-values.ts";
import { newTriggerDraft, triggerDraftOf, triggerInputOf, triggerProblem } from "./trigger-draft.ts";
import { triggerInWords, triggersInShort } from "./trigger-words.ts";

const names = { sources: new Map([[177, "Leads"]]), tasks: new Map([[5, "import"]]) };
const onCreate = (where: Record<string, unknown>): TaskTrigger => ({ type: "dataSource.entry.create", where });

describe("a trigger in the form", () => {
  it.each([
    [{}],
    [{ dataSourceId: 177 }],
    [{ dataSourceId: 177, "data.Status": "open" }],
    [{ "data.Size": { $gte: 3 }, "data.Code": "3", "data.Paid": true, "data.Note": null }],
    [{ "data.Status": { $in: ["open", 3, "true"] } }],
    [{ "data.Name": { $iLike: "%50\\% off\\_now%" } }],
    [{ $and: [{ "data.Size": { $gt: 1 } }, { "data.Size": { $lt: 9 } }] }],
  ])("says %j in fields, and sends the same", (where) => {
    const draft = triggerDraftOf(onCreate(where), 0);
    expect(draft.json).toBeNull();
    expect(triggerInputOf(draft)).toEqual(onCreate(where));
  });

  it.each([
    [{ $or: [{ "data.A": 1 }, { "data.B": 2 }] }],
    [{ "data.A": { $exists: true } }],
    [{ "data.A": { $in: ["a, b"] } }],
    [{ "data.A": { $iLike: "a%b" } }],
    [{ runId: 4 }],
    [{ dataSourceId: { $in: [1, 2] } }],
  ])("leaves %j as the JSON that it is", (where) => {
    const draft = triggerDraftOf(onCreate(where), 0);
    expect(draft.json).not.toBeNull();
    expect(triggerInputOf(draft)).toEqual(onCreate(where));
  });

  it("says what is missing before the server is asked", () => {
    const draft = newTriggerDraft([]);
    expect(triggerProblem([draft])).toBeNull();
    const condition = { key: 1, column: " ", test: "is" as const, value: "" };
    expect(triggerProblem([draft, { ...draft, conditions: [condition] }])?.field).toBe("triggers.1.where");
    for (const json of ["", "[]", "{"]) expect(triggerProblem([{ ...draft, json }])?.message).toContain("JSON object");
  });
});

describe("a trigger in words", () => {
  it.each([
    [onCreate({}), "when an entry is added"],
    [
      onCreate({ dataSourceId: 177, "data.Status": "open", "data.Size": { $gt: 3 } }),
      "when an entry is added to Leads, if Status is open and Size is over 3",
    ],
    [{ type: "app.task.failed", where: { taskId: 5 } }, "when import fails"],
    [{ type: "app.task.completed", where: { taskId: 6 } }, "when task 6 completes"],
    [onCreate({ $or: [{ "data.A": 1 }] }), "when an entry is added, if a filter of its own lets it through"],
  ] as [TaskTrigger, string][])("%j", (trigger, words) => {
    expect(triggerInWords(trigger, names)).toBe(words);
  });

  it("in short, each kind of event once", () => {
    const failed: TaskTrigger = { type: "app.task.failed", where: {} };
    expect(triggersInShort([onCreate({}), onCreate({ "data.A": 1 })])).toBe("When an entry is added");
    expect(triggersInShort([onCreate({}), failed])).toBe("When an entry is added and 1 more");
  });
});
