import { count, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEntries, screens, tasks } from "#db/schema/index.ts";
import { importInput } from "#domain/import.ts";
import { SCHEDULES_PER_TASK_MAX } from "#domain/policy.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { getAction } from "../actions/index.ts";
import { createTask, getTask } from "../tasks/index.ts";
import { importTasks, previewImport } from "./index.ts";

const system = useTestSystem({ TICKER: "off" });
let app: AppContext;
let screen: { id: number; name: string };

beforeEach(async () => {
  app = await system.newApp();
  screen = await system.newScreen(app, "Fliplet.Page.onRemoteExecution(() => 1);", "Report");
});

const CODE = "async function execute(context) {\n  return 1;\n}";
const report = () => ({ id: 9, name: "report", pageId: screen.id, active: true, frequency: "0 8 * * 1" });
const booking = { name: "confirm", code: CODE, active: true, triggers: [{ trigger: "manual" }], environment: "server" };

const inputOf = (entries: unknown, more: object = {}) => importInput.parse({ text: JSON.stringify(entries), ...more });
const look = async (entries: unknown, more?: object) => (await previewImport(app, inputOf(entries, more))).items;
const take = async (entries: unknown, more?: object) => (await importTasks(app, inputOf(entries, more))).made;

async function counts() {
  const n = async (table: typeof tasks | typeof screens | typeof auditEntries) =>
    (await app.db.select({ n: count() }).from(table).where(eq(table.appId, app.appId)))[0]!.n;
  return [await n(tasks), await n(screens), await n(auditEntries)];
}

describe("the preview of an import", () => {
  it("shows what it would make, with the schedule in words and its next fire, and makes nothing", async () => {
    const before = await counts();
    const preview = await previewImport(app, inputOf({ tasks: [report()], actions: [booking] }));
    expect(preview).toEqual({
      placesLeft: 5,
      items: [
        {
          index: 0,
          kind: "task",
          name: "report",
          wasActive: true,
          pageId: screen.id,
          screen,
          codeLines: null,
          schedules: [
            {
              frequency: "0 8 * * 1",
              timezone: "UTC",
              text: "At 08:00 AM, only on Monday",
              nextFireAt: expect.stringMatching(/T08:00:00.000Z$/),
            },
          ],
          triggers: [],
          leftOut: [],
          problem: null,
          isSkipped: false,
        },
        {
          ...{ index: 1, kind: "action", name: "confirm", wasActive: true, pageId: null, screen: null, codeLines: 3 },
          ...{ schedules: [], triggers: ["manual"], leftOut: [], problem: null, isSkipped: false },
        },
      ],
    });
    expect(await counts()).toEqual(before);
  });

  it("says of each that is refused why, and where", async () => {
    await createTask(app, { name: "taken", pageId: screen.id });
    const items = await look([
      { ...report(), name: "taken" },
      { ...report(), pageId: 456 },
      { name: "no-page" },
      { ...report(), frequency: "0 8 * 13 *" },
      { ...report(), name: "not a name" },
      { ...booking, code: "async function execute() {" },
      { ...booking, dependencies: ["fliplet-media"] },
      { ...report(), timezone: "+00" },
      null,
      report(),
      report(),
    ]);
    expect(items.map(({ problem }) => problem && [problem.status, problem.field, problem.position])).toEqual([
      ["NAME_ALREADY_EXISTS", "name", null],
      ["SCREEN_NOT_FOUND", "pageId", null],
      ["SCREEN_NOT_FOUND", "pageId", null],
      ["FREQUENCY_INVALID", "frequency", 6],
      ["NAME_INVALID_CHARS", "name", null],
      ["CODE_VALIDATION_FAILED", "code", 26],
      ["DEPENDENCIES_INVALID", "dependencies.0", null],
      ["TIMEZONE_INVALID", "timezone", null],
      ["SCREEN_NOT_FOUND", "pageId", null],
      null,
      // The second of one name.
      ["NAME_ALREADY_EXISTS", "name", null],
    ]);
  });

  it("shows the zone that the import keeps, of the task where a schedule names none", async () => {
    const [item] = await look([{ ...report(), timezone: "Europe/Rome", schedules: [{ frequency: "0 8 * * 1" }] }]);
    expect(item!.schedules).toMatchObject([
      { timezone: "Europe/Rome", nextFireAt: expect.stringMatching(/T0[67]:00/) },
    ]);
  });

  it("reads no more schedules of one task than a task may have", async () => {
    const schedules = Array.from({ length: 5_000 }, (_, n) => ({ frequency: `${n % 60} 8 29 2 *` }));
    const [item] = await look([{ name: "many", pageId: screen.id, schedules }]);
    expect(item!.schedules).toHaveLength(SCHEDULES_PER_TASK_MAX);
    expect(item!.problem).toMatchObject({ message: "A task may have at most 10 schedules.", field: "schedules" });
  });

  it("takes the screens that were chosen for pages", async () => {
    const entries = [{ ...report(), pageId: 456 }, { name: "no-page" }];
    const items = await look(entries, { screens: { 456: screen.id, "": screen.id } });
    expect(items.map((item) => [item.screen, item.problem])).toEqual([
      [screen, null],
      [screen, null],
    ]);
    const other = await system.newScreen(await system.newApp(), "Fliplet.Page.onRemoteExecution(() => 1);");
    const foreign = await look(entries, { screens: { 456: other.id, "": other.id } });
    expect(foreign.map(({ problem }) => problem?.status)).toEqual(["SCREEN_NOT_FOUND", "SCREEN_NOT_FOUND"]);
  });

  it("counts the app's limit over those that are not left out", async () => {
    const entries = Array.from({ length: 6 }, (_, n) => ({ ...report(), name: `report-${n}` }));
    const all = await look(entries);
    expect(all.map(({ problem }) => problem?.status ?? null)).toEqual([
      ...Array.from({ length: 5 }, () => null),
      "TASK_LIMIT_REACHED",
    ]);
    const fewer = await look(entries, { skip: [0] });
    expect(fewer.map(({ problem, isSkipped }) => [problem, isSkipped])).toEqual(
      entries.map((_, index) => [null, index === 0]),
    );
  });
});

describe("an import", () => {
  it("makes tasks and actions, all of them inactive", async () => {
    const made = await take([report(), booking]);
    expect(made).toEqual([
      { kind: "task", id: expect.any(Number), name: "report" },
      { kind: "action", id: expect.any(Number), name: "confirm" },
    ]);
    expect(await getTask(app, { idOrName: made[0]!.id })).toMatchObject({
      active: false,
      frequency: "0 8 * * 1",
      nextRunAt: null,
      pageId: screen.id,
    });
    expect((await getAction(app, { id: made[1]!.id })).action).toMatchObject({
      active: false,
      code: CODE,
      triggers: [{ trigger: "manual" }],
      isPublished: false,
    });
  });

  it("makes all or none", async () => {
    const before = await counts();
    await expect(take([report(), { ...booking, name: "report" }])).rejects.toMatchObject({
      status: "NAME_ALREADY_EXISTS",
      message: expect.stringMatching(/^report: /),
    });
    await expect(take([report()], { skip: [0] })).rejects.toMatchObject({ status: "INVALID_INPUT", field: "skip" });
    expect(await counts()).toEqual(before);
    expect(await take([report(), { ...booking, name: "report" }], { skip: [1] })).toHaveLength(1);
  });

  it("brings back what the app itself lists", async () => {
    const task = await createTask(app, {
      ...{ name: "several", pageId: screen.id, retries: 2, overlap: "queue" },
      schedules: [
        { frequency: "0 8 * * 1", timezone: "Europe/Rome", payload: { n: 1 } },
        { frequency: "0 9 * * 2", timezone: "UTC" },
      ],
      triggers: [{ type: "app.task.failed", where: {} }],
    });
    const [again] = await take([{ ...task, name: "again" }]);
    const { schedules, ...rest } = await getTask(app, { idOrName: again!.id });
    expect(rest).toMatchObject({ retries: 2, overlap: "queue", triggers: task.triggers, active: false });
    expect(schedules.map(({ frequency, timezone, payload }) => [frequency, timezone, payload])).toEqual([
      ["0 8 * * 1", "Europe/Rome", { n: 1 }],
      ["0 9 * * 2", "UTC", null],
    ]);
  });
});
