import { describe, expect, it } from "vitest";
import { IMPORT_LETTERS_MAX, importInput } from "./import.ts";
import { SCHEDULES_PER_TASK_MAX } from "./policy.ts";
import { readImport } from "./read-import.ts";

const task = { name: "send-report", pageId: 456, active: true, frequency: "0 8 * * 1" };
const action = { name: "confirm-booking", code: "async function execute(context) {}", active: false };

const labels = (value: unknown) => readImport(JSON.stringify(value)).map(({ kind, label }) => `${kind} ${label}`);

describe("an import", () => {
  it.each([
    ["a list", [task, action], ["task send-report", "action confirm-booking"]],
    ["one task", task, ["task send-report"]],
    ["one action", action, ["action confirm-booking"]],
    ["what get() of tasks gives, under a name", { tasks: [task] }, ["task send-report"]],
    [
      "what get() of actions gives",
      { actions: [action], pagination: { total: 1, hasMore: false } },
      ["action confirm-booking"],
    ],
    ["both", { tasks: [task], actions: [action] }, ["task send-report", "action confirm-booking"]],
    ["what create gives", { action }, ["action confirm-booking"]],
    ["what is no task", [null, 7, "x", { name: 5 }], ["task Entry 1", "task Entry 2", "task Entry 3", "task Entry 4"]],
  ])("may be %s", (_what, value, expected) => {
    expect(labels(value)).toEqual(expected);
  });

  it("keeps what create takes, and tells what it leaves out", () => {
    const [read] = readImport(
      JSON.stringify([
        {
          ...task,
          id: 1,
          appId: 2,
          timezone: null,
          lastRunAt: null,
          createdAt: "2021-07-20T09:29:00.366Z",
          functions: [1],
        },
      ]),
    );
    expect(read).toEqual({
      kind: "task",
      label: "send-report",
      wasActive: true,
      pageId: 456,
      fields: { name: "send-report", frequency: "0 8 * * 1" },
      leftOut: ["functions"],
    });
    const [v3] = readImport(
      JSON.stringify({ ...action, id: 3, actionVersion: "v3", assets: [], frequency: null, integrationOrigins: [] }),
    );
    expect(v3).toMatchObject({ fields: { name: action.name, code: action.code }, pageId: null, leftOut: [] });
  });

  it("reads of too many schedules only as many as tell that they are too many", () => {
    const schedules = Array.from({ length: 50_000 }, () => ({}));
    const [read] = readImport(JSON.stringify({ ...task, schedules }));
    expect(read!.fields.schedules).toHaveLength(SCHEDULES_PER_TASK_MAX + 1);
  });

  it("takes all schedules of a task that has several", () => {
    const schedules = [
      { id: 1, frequency: "0 8 * * 1", timezone: "UTC", payload: { n: 1 }, nextRunAt: null },
      { id: 2, frequency: "0 9 * * 2", timezone: "Europe/Rome", spreadOffsetMs: 0 },
    ];
    const [read] = readImport(JSON.stringify([{ ...task, payload: { n: 1 }, schedules }]));
    expect(read?.fields).toEqual({
      name: "send-report",
      schedules: [
        { frequency: "0 8 * * 1", timezone: "UTC", payload: { n: 1 } },
        { frequency: "0 9 * * 2", timezone: "Europe/Rome" },
      ],
    });
  });

  it.each([
    ["0 8 * * 1", [{ frequency: "0 8 * * 1", timezone: "UTC" }], []],
    ["0 8 * * 1", [{ frequency: "0 8 * * 1" }, { frequency: "0 9 * * 2" }], ["further schedules"]],
    [null, [{ frequency: "0 9 * * 2" }], ["schedules"]],
    ["0 8 * * 1", [], []],
  ])("names the schedules of an action that its frequency %j does not say", (frequency, schedules, leftOut) => {
    expect(readImport(JSON.stringify({ ...action, frequency, schedules }))).toMatchObject([{ leftOut }]);
  });

  it("says how long it may be", () => {
    const tooLong = importInput.safeParse({ text: " ".repeat(IMPORT_LETTERS_MAX + 1) });
    expect(tooLong.error?.issues.map(({ message }) => message)).toEqual([
      "An import may have at most 1,000,000 characters: bring it in in parts.",
    ]);
  });

  it.each([
    ["", 0, /not JSON: look at line 1, column 1/],
    ['[\n  { "name": "a", }\n]', 19, /not JSON: look at line 2, column 18/],
    ["[]", undefined, /no task and no action/],
    ['{ "entries": [] }', undefined, /no task and no action/],
    ["7", undefined, /no task and no action/],
    [JSON.stringify(Array.from({ length: 101 }, () => task)), undefined, /101 in it; at most 100/],
  ])("is refused when it is %j", (text, position, message) => {
    expect(() => readImport(text)).toThrow(
      expect.objectContaining({
        status: "INVALID_INPUT",
        field: "text",
        position,
        message: expect.stringMatching(message),
      }),
    );
  });
});
