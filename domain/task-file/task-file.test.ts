import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { completeSettings, type ScreenContent } from "../screen-settings.ts";
import type { Task } from "../task.ts";
import { defaultCallable, defaultOverlap, TASK_DEFAULTS } from "../task-defaults.ts";
import { exportTasks } from "./export-tasks.ts";
import { type ExistingScreen, planTasks, type Step, screenContent } from "./plan-tasks.ts";
import { readTaskFile } from "./read-task-file.ts";
import type { TaskFile } from "./task-file.ts";

const content = (code: string): ScreenContent => ({ code, html: "", settings: completeSettings({}) });

const SCREENS: ExistingScreen[] = [
  { id: 1, name: "Report", published: content("report()") },
  { id: 2, name: "Clean up", published: null },
];

/** A task of the app, as new ones are. */
function task(given: Partial<Task> & Pick<Task, "name">): Task {
  const { schedules = [], triggers = [] } = given;
  const screen = SCREENS.find(({ id }) => id === (given.pageId ?? 1))!;
  return {
    ...TASK_DEFAULTS,
    ...{ id: 10, appId: 1, pageId: 1, screenName: screen.name },
    ...{ callable: defaultCallable({ schedules, triggers }), overlap: defaultOverlap({ triggers }) },
    retryOn: [...TASK_DEFAULTS.retryOn],
    ...{ frequency: schedules[0]?.frequency ?? null, schedules, triggers },
    ...{ startsAt: null, endsAt: null, pausedUntil: null, lastRunAt: null, nextRunAt: null },
    ...{ scheduleError: null, lastRun: null, createdAt: "", updatedAt: "" },
    ...given,
  };
}

const schedule = (
  id: number,
  frequency: string,
  timezone = "UTC",
  payload: unknown = null,
): Task["schedules"][number] => ({
  ...{ id, frequency, timezone, payload, nextRunAt: null, spreadOffsetMs: 0, error: null },
});

const plan = (file: TaskFile, tasks: Task[], { prune = false, screens = SCREENS, code = "report()" } = {}) =>
  planTasks({ file, tasks, screens, prune, contentOf: () => content(code) });

const brief = (steps: readonly Step[]) => steps.map(({ kind, name }) => `${kind} ${name}`);

describe("a plan", () => {
  it("creates what is missing, leaves what is not named, and removes it only when asked to", () => {
    const file = { tasks: [{ name: "new", screen: "Report", frequency: "@daily" }] };
    const kept = plan(file, [task({ name: "old" })]);
    expect([brief(kept.steps), kept.leftAlone]).toEqual([["create-task new"], ["old"]]);
    const pruned = plan(file, [task({ name: "old" })], { prune: true });
    expect([brief(pruned.steps), pruned.leftAlone]).toEqual([["remove-task old", "create-task new"], []]);
  });

  it("has no steps for a file that says the same in other words", () => {
    const existing = task({
      name: "same",
      schedules: [schedule(5, "0 0 * * MON", "Europe/London", { b: 1, a: [2] })],
      timezone: "Europe/London",
      startsAt: "2026-01-01T00:00:00.000Z",
      retryOn: ["timed_out", "failed"],
    });
    const entry = {
      ...{ name: "same", screen: 1, frequency: "0  0 * * mon", timezone: "Europe/London", payload: { a: [2], b: 1 } },
      startsAt: "2026-01-01T01:00:00+01:00",
    };
    expect(plan({ tasks: [entry] }, [existing]).steps).toEqual([]);
  });

  it("takes back what the file no longer says, but not a pause", () => {
    const existing = task({
      ...{ name: "t", retries: 3, timeoutMs: 90_000, active: false, pausedUntil: "2030-01-01T00:00:00.000Z" },
      schedules: [schedule(5, "@daily")],
    });
    const [step] = plan({ tasks: [{ name: "t", screen: "Report", frequency: "@daily" }] }, [existing]).steps;
    expect(step).toMatchObject({ kind: "update-task", changed: ["timeoutMs", "retries"], fields: { retries: 0 } });
    const [resumed] = plan({ tasks: [{ name: "t", screen: "Report", active: true }] }, [existing]).steps;
    expect(resumed).toMatchObject({ fields: { active: true, schedules: [], callable: true } });
    expect(resumed).not.toHaveProperty("fields.pausedUntil");
  });

  it("changes a schedule by its id, so that its fires stay its own", () => {
    const existing = task({
      name: "t",
      schedules: [schedule(5, "0 1 * * *"), schedule(6, "0 2 * * *"), schedule(7, "0 3 * * *")],
    });
    const schedules = [{ frequency: "0 3 * * *" }, { frequency: "0 4 * * *" }];
    const [step] = plan({ tasks: [{ name: "t", screen: "Report", schedules }] }, [existing]).steps;
    expect(step).toMatchObject({
      fields: {
        schedules: [
          { id: 7, frequency: "0 3 * * *" },
          { id: 5, frequency: "0 4 * * *" },
        ],
      },
    });
  });

  it("publishes a screen's code where what is published differs, before the tasks that run it", () => {
    const file: TaskFile = {
      screens: [
        { name: "Report", code: "a.js" },
        { name: "Fresh", code: "b.js" },
      ],
      tasks: [{ name: "t", screen: "Fresh" }],
    };
    expect(brief(plan(file, []).steps)).toEqual(["create-screen Fresh", "create-task t"]);
    expect(brief(plan(file, [], { code: "other()" }).steps)).toEqual([
      "update-screen Report",
      "create-screen Fresh",
      "create-task t",
    ]);
    expect(brief(plan({ screens: [{ name: "Clean up", code: "c.js" }], tasks: [] }, []).steps)).toEqual([
      "update-screen Clean up",
    ]);
  });

  it("moves a task to another screen", () => {
    const [step] = plan({ tasks: [{ name: "t", screen: "Clean up" }] }, [task({ name: "t" })]).steps;
    expect(step).toMatchObject({ changed: [], screen: { before: "Report", after: { id: 2 } } });
  });

  it("says which screens are not there, or have a name that others have", () => {
    const screens = [...SCREENS, { id: 3, name: "Report", published: null }];
    const tasks = [
      { name: "a", screen: "Nope" },
      { name: "b", screen: 99 },
      { name: "c", screen: "Report" },
    ];
    const { faults } = plan({ tasks, screens: [{ name: "Report", code: "a.js" }] }, [], { screens });
    expect(faults.map(({ where }) => where)).toEqual([
      'screen "Report"',
      'task "a", screen',
      'task "b", screen',
      'task "c", screen',
    ]);
    expect(plan({ tasks: [{ name: "c", screen: 3 }] }, [], { screens }).faults).toEqual([]);
  });
});

describe("an export", () => {
  it("says no more than it must, and plans to nothing", () => {
    const tasks = [
      task({ name: "on-demand", callable: false }),
      task({
        id: 11,
        name: "daily",
        schedules: [schedule(1, "@daily", "Asia/Tokyo", { x: null })],
        timezone: "Asia/Tokyo",
      }),
      task({
        ...{ id: 12, name: "many", pageId: 2, screenName: "Clean up", active: false, retries: 2, retryOn: ["failed"] },
        schedules: [schedule(2, "0 1 * * *"), schedule(3, "0 2 * * *", "Asia/Tokyo", [1])],
      }),
      task({ id: 13, name: "event", triggers: [{ type: "app.task.failed", where: { taskId: 11 } }], overlap: "skip" }),
      task({ id: 14, name: "zone", timezone: "Europe/Rome", pausedUntil: "2030-01-01T00:00:00.000Z" }),
    ];
    const { file, texts } = exportTasks({
      tasks,
      screens: SCREENS,
      contents: [{ name: "Report", content: content("report()") }],
    });
    expect(file.tasks.slice(0, 2)).toEqual([
      { name: "on-demand", screen: "Report", callable: false },
      { name: "daily", screen: "Report", frequency: "@daily", timezone: "Asia/Tokyo", payload: { x: null } },
    ]);
    expect(texts).toEqual([{ name: "screens/report.js", text: "report()" }]);
    const read = readTaskFile(JSON.stringify(file));
    expect(read.faults).toBeUndefined();
    expect(plan(read.file!, tasks, { prune: true })).toEqual({ steps: [], leftAlone: [], faults: [] });
  });

  it("keeps what a screen needs around its code, so that the screen of an action plans to nothing", () => {
    const settings = completeSettings({ libraries: ["dayjs"], dom: true, engine: "browser", entry: "execute" });
    const published: ScreenContent = { code: "async function execute() {}", html: "<p>", settings };
    const screens: ExistingScreen[] = [{ id: 1, name: "Report", published }];
    const tasks = [task({ name: "action" })];
    const { file, texts } = exportTasks({ tasks, screens, contents: [{ name: "Report", content: published }] });
    const read = readTaskFile(JSON.stringify(file));
    expect(read.faults).toBeUndefined();
    const text = (name: string | undefined) => texts.find((one) => one.name === name)?.text ?? "";
    const planned = planTasks({
      ...{ file: read.file!, tasks, screens, prune: true },
      contentOf: (entry) => screenContent(entry, text(entry.code), text(entry.html)),
    });
    expect(planned).toEqual({ steps: [], leftAlone: [], faults: [] });
  });

  it("gives screens of like names files of their own, and names none outside its folder", () => {
    const contents = ["../../etc/passwd", "Etc Passwd", "Ünïcode ✓", "✓"].map((name) => ({
      name,
      content: content(""),
    }));
    const { texts } = exportTasks({ tasks: [], screens: [], contents });
    expect(texts.map(({ name }) => name)).toEqual([
      "screens/etc-passwd.js",
      "screens/etc-passwd-2.js",
      "screens/u-ni-code.js",
      "screens/screen.js",
    ]);
  });
});

describe("the manual's tasks.json", () => {
  it("is one", () => {
    const manual = readFileSync(join(import.meta.dirname, "../../docs/cli.md"), "utf8");
    const blocks = [...manual.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1]!);
    expect(blocks).toHaveLength(1);
    expect(readTaskFile(blocks[0]!).faults).toBeUndefined();
  });
});

describe("reading a tasks.json", () => {
  const faults = (text: string) => readTaskFile(text).faults?.map(({ where, message }) => `${where}: ${message}`);

  it("tells where it stops being JSON", () => {
    expect(faults('{\n  "tasks": [,]\n}')).toEqual([": This is not JSON: line 2, column 13."]);
  });

  it("tells a cron expression's fault with its place", () => {
    const file = { tasks: [{ name: "nightly", screen: "Report", frequency: "0 25 * * *", timezone: "UTC" }] };
    expect(readTaskFile(JSON.stringify(file)).faults).toEqual([
      { where: 'task "nightly", frequency', message: expect.any(String), text: "0 25 * * *", position: 2 },
    ]);
  });

  it("tells everything that is wrong at once, by name", () => {
    const tasks = [
      { name: "a b", screen: "x" },
      { name: "zone", screen: "x", timezone: "Mars" },
      { screen: "x", retries: -1 },
    ];
    expect(faults(JSON.stringify({ tasks }))?.map((text) => text.split(":")[0])).toEqual([
      'task "a b", name',
      "task 3, name",
      "task 3, retries",
    ]);
    expect(faults(JSON.stringify({ tasks: [{ name: "t", screen: "x", freqency: "@daily" }] }))).toEqual([
      'task "t", freqency: "freqency" is not a field that there is here.',
    ]);
    const doubled = [
      tasks[1],
      { name: "zone", screen: "x", payload: 1 },
      { name: "n", screen: "x", schedules: [{ frequency: "@" }] },
    ];
    expect(faults(JSON.stringify({ tasks: doubled }))?.map((text) => text.split(":")[0])).toEqual([
      'task "zone"',
      'task "zone", timezone',
      'task "zone", payload',
      'task "n", schedules.0.frequency',
    ]);
  });

  it.each(["/etc/passwd", "../up.js", "a/../../b.js", "C:\\x.js", "\\\\host\\x"])("refuses the file %s", (code) => {
    expect(faults(JSON.stringify({ screens: [{ name: "s", code }], tasks: [] }))).toHaveLength(1);
  });
});
