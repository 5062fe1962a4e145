import { describe, expect, it } from "vitest";
import { newTriggerDraft } from "#components/triggers/trigger-draft.ts";
import { TASK_NAME_LENGTH_MAX } from "#domain/limits.ts";
import type { Task } from "#domain/task.ts";
import {
  changesMeet,
  draftAfterSave,
  forSchedulesOf,
  newScheduleDraft,
  newTaskDraft,
  taskChangesOf,
  taskCopyOf,
  taskDraftOf,
  taskInputOf,
  withTriggers,
} from "./task-draft.ts";
import { taskDraftProblem } from "./task-draft-problem.ts";

const draft = { ...newTaskDraft("Europe/London", 7), name: "report" };
const [schedule] = draft.schedules;
const withSchedules = (...changes: object[]) => ({
  scheduled: true,
  schedules: changes.map((change, key) => ({ ...schedule!, key, frequency: "0 8 * * 1", ...change })),
});

describe("taskDraftProblem", () => {
  it.each([
    [{ pageId: null }, "pageId"],
    [withSchedules({ frequency: " " }), "schedules.0.frequency"],
    [withSchedules({}, { frequency: "" }), "schedules.1.frequency"],
    [withSchedules({}, { unread: "every blue moon" }), "schedules.1.sentence"],
    [withSchedules({}, { payload: "{" }), "schedules.1.payload"],
    [{ timeoutS: "soon" }, "timeoutMs"],
    [{ timeoutS: "" }, "timeoutMs"],
    [{ misfireGraceS: "-1" }, "misfireGraceMs"],
    [{ retries: "1.5" }, "retries"],
    [{ retries: "11" }, "retries"],
    [{ retryDelayS: "0" }, "retryDelayMs"],
    [{ spreadS: "3601" }, "spreadMs"],
    [{ startsAt: "2026-02-01T08:00", endsAt: "2026-02-01T08:00" }, "endsAt"],
    [{ retries: "1", retryOn: [] }, "retryOn"],
  ])("%j points at %s", (changes, field) => {
    expect(taskDraftProblem({ ...draft, ...changes })?.field).toBe(field);
  });

  it("has none with a complete draft", () => {
    expect(taskDraftProblem(draft)).toBeNull();
    expect(taskDraftProblem({ ...draft, ...withSchedules({ unread: undefined }, { payload: '{"a":1}' }) })).toBeNull();
  });

  it("does not ask for schedules of a task on demand", () => {
    expect(taskDraftProblem({ ...draft, schedules: [{ ...schedule!, payload: "{" }] })).toBeNull();
  });
});

describe("taskInputOf", () => {
  it("sends no schedule for a task on demand, whatever was typed before", () => {
    const input = taskInputOf({ ...draft, ...withSchedules({}), scheduled: false }, 7);
    expect(input).toMatchObject({ frequency: null, timeoutMs: 30_000 });
    expect(input).not.toHaveProperty("schedules");
  });

  it("sends durations in milliseconds and moments as instants", () => {
    const input = taskInputOf({ ...draft, timeoutS: "1.5", spreadS: "90", endsAt: "2026-02-01T08:00" }, 7);
    expect(input).toMatchObject({ timeoutMs: 1_500, spreadMs: 90_000, startsAt: null });
    expect(input.endsAt).toBe(new Date(2026, 1, 1, 8).toISOString());
  });

  it("sends every schedule with its own zone and payload, and the id of a saved one", () => {
    const input = taskInputOf({ ...draft, ...withSchedules({ id: 3, payload: "[1]" }, { timezone: "UTC" }) }, 7);
    expect(input).toMatchObject({
      schedules: [
        { id: 3, frequency: "0 8 * * 1", timezone: "Europe/London", payload: [1] },
        { frequency: "0 8 * * 1", timezone: "UTC" },
      ],
    });
  });
});

describe("newScheduleDraft", () => {
  it("has a key of its own", () => {
    expect(newScheduleDraft([schedule!], "UTC").key).not.toBe(schedule!.key);
  });
});

describe("taskChangesOf", () => {
  it("sends only what differs, so that a change made elsewhere meanwhile stays", () => {
    expect(taskChangesOf(draft, { ...draft, retries: "2" }, 7)).toEqual({ retries: 2 });
    expect(taskChangesOf(draft, draft, 7)).toEqual({});
  });

  it("ends the schedules of a task that now runs on demand", () => {
    const scheduled = { ...draft, ...withSchedules({ id: 3 }) };
    expect(taskChangesOf(scheduled, { ...scheduled, scheduled: false }, 7)).toEqual({ frequency: null });
  });
});

const task = {
  name: "report",
  pageId: 7,
  timezone: "Europe/London",
  schedules: [{ id: 31, frequency: "0 8 * * 1", timezone: "Europe/London", payload: { week: 1 }, spreadOffsetMs: 0 }],
  triggers: [{ type: "app.task.failed", where: { taskId: 5 } }],
  active: true,
  timeoutMs: 30_000,
  misfire: "latest",
  misfireGraceMs: 60_000,
  overlap: "skip",
  retries: 2,
  retryDelayMs: 10_000,
  retryOn: ["failed"],
  spreadMs: 0,
  startsAt: null,
  endsAt: null,
  pausedUntil: "2026-02-01T08:00:00.000Z",
} as unknown as Task;

describe("changesMeet", () => {
  it.each([
    [{ retries: 1 }, { retries: 2 }, true],
    [{ retries: 1 }, { active: false }, false],
    [{}, { retries: 2 }, false],
    // Ending the schedules is about the same as changing them.
    [{ schedules: [] }, { frequency: null }, true],
  ])("%j and %j: %s", (mine, theirs, meet) => {
    expect(changesMeet(mine, theirs)).toBe(meet);
  });
});

describe("forSchedulesOf", () => {
  it("sends a schedule that was removed elsewhere as a new one", () => {
    const gone = { id: 30, frequency: "0 9 * * *", timezone: "UTC" };
    const kept = { id: 31, frequency: "0 8 * * *", timezone: "UTC" };
    expect(forSchedulesOf(task, { retries: 1, schedules: [gone, kept] })).toEqual({
      retries: 1,
      schedules: [{ frequency: "0 9 * * *", timezone: "UTC" }, kept],
    });
    expect(forSchedulesOf(task, { retries: 1 })).toEqual({ retries: 1 });
  });
});

describe("draftAfterSave", () => {
  const sent = { ...taskDraftOf(task), retries: "3" };
  const saved = { ...task, retries: 3 };

  it("is the saved task where nothing was typed meanwhile", () => {
    expect(draftAfterSave(saved, sent, sent)).toEqual(taskDraftOf(saved));
  });

  it("keeps what was typed while the save was under way", () => {
    const draft = draftAfterSave(saved, sent, { ...sent, timeoutS: "45" });
    expect(taskChangesOf(taskDraftOf(saved), draft, 7)).toEqual({ timeoutMs: 45_000 });
  });

  it("knows a schedule that was saved while it was typed on", () => {
    const added = { ...newScheduleDraft(sent.schedules, "UTC"), frequency: "0 9 * * *" };
    const asSent = { ...sent, schedules: [...sent.schedules, added] };
    const now = { ...asSent, schedules: [sent.schedules[0]!, { ...added, frequency: "0 10 * * *" }] };
    const both = { ...saved, schedules: [saved.schedules[0]!, { ...saved.schedules[0]!, id: 32 }] };
    expect(draftAfterSave(both, asSent, now).schedules).toMatchObject([
      { id: 31 },
      { id: 32, frequency: "0 10 * * *" },
    ]);
  });
});

describe("taskCopyOf", () => {
  it("asks for new schedules and a name of its own, and is not paused", () => {
    const input = taskInputOf(taskCopyOf(task), 7);
    expect(input).toMatchObject({ name: "report-copy", retries: 2, pausedUntil: null });
    expect("schedules" in input && input.schedules).toEqual([
      { frequency: "0 8 * * 1", timezone: "Europe/London", payload: { week: 1 } },
    ]);
  });

  it("waits for the same events", () => {
    expect(taskInputOf(taskCopyOf(task), 7).triggers).toEqual(task.triggers);
  });

  it("keeps a long name within what is allowed", () => {
    expect(taskCopyOf({ ...task, name: "x".repeat(TASK_NAME_LENGTH_MAX) }).name).toHaveLength(TASK_NAME_LENGTH_MAX);
  });
});

describe("the first event that a task waits for", () => {
  const trigger = newTriggerDraft([]);

  it("has events wait for each other, where nobody chose otherwise", () => {
    expect(withTriggers(draft, [trigger])).toEqual({ triggers: [trigger], overlap: "queue" });
    expect(withTriggers({ ...draft, overlap: "allow" }, [trigger])).toEqual({ triggers: [trigger] });
  });

  it("leaves the overlap alone where a schedule or another event goes by it", () => {
    expect(withTriggers({ ...draft, scheduled: true }, [trigger])).toEqual({ triggers: [trigger] });
    expect(withTriggers({ ...draft, triggers: [trigger] }, [])).toEqual({ triggers: [] });
  });
});
