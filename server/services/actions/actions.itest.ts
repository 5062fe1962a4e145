import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { auditEntries, runs } from "#db/schema/index.ts";
import { createActionInput, updateActionInput } from "#domain/action.ts";
import { actionCapabilities } from "#server/capabilities/actions.ts";
import { tick } from "#server/scheduler/tick.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { createDataSource, insertEntry } from "../data-sources/index.ts";
import { getScreen, saveCase, saveDraft, setPublishRule } from "../screens/index.ts";
import { createTask, getTask, updateTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import {
  createAction,
  getAction,
  listActionLogs,
  listActions,
  publishAction,
  removeAction,
  runAction,
  runActionWithResult,
  unpublishAction,
  updateAction,
} from "./index.ts";

const system = useTestSystem({ TICKER: "off" });
let app: AppContext;
let serial = 0;

beforeAll(async () => {
  app = await system.newApp();
  system.container.startBackground();
});

const GREET =
  "async function execute(context) {\n  return { hello: context.payload.name ?? null, keys: Object.keys(context) };\n}";

const create = (of: AppContext, fields: Record<string, unknown> = {}) =>
  createAction(of, createActionInput.parse({ name: `action-${++serial}`, code: GREET, ...fields }));

const update = (of: AppContext, id: number, fields: Record<string, unknown>) =>
  updateAction(of, updateActionInput.parse({ id, ...fields }));

/** How many statements wait for somebody's lock; asked past the wall, behind which others' statements are not seen. */
async function waitingLocks(): Promise<number> {
  const { rows } = await system.container.db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

/** An active, published action in an app of its own. */
async function published(fields: Record<string, unknown> = {}) {
  const own = await system.newApp();
  const { action } = await create(own, { active: true, ...fields });
  await publishAction(own, { id: action.id });
  return { own, page: asApp(own), action };
}

describe("an action", () => {
  it("is answered in the shape of the reference, inactive and on the server unless it says otherwise", async () => {
    const { action } = await create(app, { name: "plain", description: "Greets" });
    expect(action).toEqual({
      id: expect.any(Number),
      appId: app.appId,
      name: "plain",
      description: "Greets",
      code: GREET,
      active: false,
      environment: "server",
      actionVersion: "v3",
      triggers: [],
      dependencies: [],
      assets: [],
      frequency: null,
      timezone: null,
      pageId: expect.any(Number),
      isPublished: false,
      lastRunAt: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await getAction(app, { id: action.id })).toEqual({ action });
    expect(await getTask(app, { idOrName: "plain" })).toMatchObject({ pageId: action.pageId, active: false });
    expect(await getScreen(app, { id: action.pageId })).toMatchObject({
      name: "plain",
      code: GREET,
      settings: { entry: "execute" },
    });
  });

  it("switches on what its dependencies ask for, and keeps them as they were given", async () => {
    const dependencies = [
      "fliplet-datasources",
      "https://cdnjs.cloudflare.com/ajax/libs/moment.js/2.30.1/moment.min.js",
      "lodash",
      "jquery",
    ];
    const own = await system.newApp();
    const { action } = await create(own, { dependencies });
    expect(action.dependencies).toEqual(dependencies);
    const libraries = ["lodash", "moment"];
    expect((await getScreen(own, { id: action.pageId })).settings).toMatchObject({ libraries, dom: true });
    await update(own, action.id, { dependencies: [] });
    expect((await getScreen(own, { id: action.pageId })).settings).toMatchObject({ libraries: [], dom: false });
  });

  it("is a task like others in what it is refused for, and leaves nothing behind then", async () => {
    const own = await system.newApp();
    await create(own, { name: "taken" });
    await expect(create(own, { name: "taken" })).rejects.toMatchObject({ status: "NAME_ALREADY_EXISTS" });
    await expect(create(own, { frequency: "61 * * * *" })).rejects.toMatchObject({
      status: "FREQUENCY_INVALID",
      field: "frequency",
    });
    const { actions, pagination } = await listActions(own, {});
    expect([actions.map(({ name }) => name), pagination]).toEqual([["taken"], { total: 1, hasMore: false }]);
    for (let n = 0; n < 4; n += 1) await create(own);
    await expect(create(own)).rejects.toMatchObject({ status: "TASK_LIMIT_REACHED" });
    expect((await listActions(own, { limit: 2, offset: 2 })).pagination).toEqual({ total: 5, hasMore: true });
  });

  it("stands in the audit trail with what it was and became", async () => {
    const own = await system.newApp();
    const { action } = await create(own, { dependencies: ["lodash"] });
    await update(own, action.id, { dependencies: [], environment: "any" });
    const entries = await own.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.appId, own.appId), eq(auditEntries.targetKind, "task")))
      .orderBy(auditEntries.id);
    expect(entries.map(({ action: verb, before, after }) => [verb, before, after])).toMatchObject([
      ["create", null, { name: action.name }],
      ["update", {}, { environment: "server", dependencies: ["lodash"] }],
      ["update", { environment: "server", dependencies: ["lodash"] }, { environment: "any", dependencies: [] }],
    ]);
  });

  it("keeps what a change does not name", async () => {
    const own = await system.newApp();
    const { action } = await create(own, {
      description: "Reports",
      frequency: "0 8 * * 1",
      timezone: "Europe/Rome",
      triggers: [{ trigger: "manual" }, { trigger: "schedule" }],
    });
    const { action: changed } = await update(own, action.id, { name: "renamed" });
    expect(changed).toEqual({ ...action, name: "renamed", updatedAt: changed.updatedAt });
    expect((await getScreen(own, { id: action.pageId })).name).toBe("renamed");
    const { action: onDemand } = await update(own, action.id, { frequency: null, timezone: null, description: null });
    expect(onDemand).toMatchObject({
      frequency: null,
      timezone: null,
      triggers: [{ trigger: "manual" }],
      description: null,
    });
  });

  it.each([{ description: "Reports" }, { dependencies: ["lodash"] }, { name: "renamed-meanwhile" }])(
    "leaves what somebody saves at the same time when a change names no code: %j",
    async (fields) => {
      const saved = "async function execute() {\n  return 'saved';\n}";
      const own = await system.newApp();
      const { action } = await create(own);
      let changed: Promise<unknown> = Promise.resolve();
      await inTransaction(own, async (tx) => {
        await saveDraft(tx, { id: action.pageId, code: saved });
        changed = update(own, action.id, fields);
        // It has read what it reads without the lock, and waits for it.
        await expect.poll(waitingLocks, { timeout: 4_000 }).toBe(1);
      });
      await changed;
      expect((await getAction(own, { id: action.id })).action).toMatchObject({ ...fields, code: saved });
    },
  );

  it("goes with its screen when it is removed", async () => {
    const own = await system.newApp();
    const { action } = await create(own);
    expect(await removeAction(own, { id: action.id })).toEqual({ id: action.id });
    await expect(getAction(own, { id: action.id })).rejects.toMatchObject({ status: "ACTION_NOT_FOUND", field: "id" });
    await expect(getScreen(own, { id: action.pageId })).rejects.toMatchObject({ status: "SCREEN_NOT_FOUND" });

    const { action: shared } = await create(own);
    await createTask(own, { name: "another", pageId: shared.pageId });
    await removeAction(own, { id: shared.id });
    expect(await getScreen(own, { id: shared.pageId })).toMatchObject({ taskCount: 1 });
  });
});

describe("an action that is published only when its cases pass", () => {
  it("is not published by code that runs, which would start code without end", async () => {
    const own = await system.newApp();
    const { action } = await create(own);
    const screen = { id: action.pageId };
    await saveCase(own, { ...screen, name: "greets" });
    await setPublishRule(own, { ...screen, publishNeedsCases: true });
    const testRun = vi.spyOn(own.runner, "testRun");
    const code = handler(`return Fliplet.App.V3.Actions.publish(${action.id})`);
    const ending = await own.runner.testRun(own, { code });
    expect(ending).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("code that runs may not start cases") },
    });
    expect(testRun).toHaveBeenCalledTimes(1);
    expect((await publishAction(own, { id: action.id })).action.isPublished).toBe(true);
    expect(testRun).toHaveBeenCalledTimes(2);
    testRun.mockRestore();
    await setPublishRule(own, { ...screen, publishNeedsCases: false });
    await unpublishAction(own, { id: action.id });
    expect(await own.runner.testRun(own, { code })).toMatchObject({ status: "completed" });
  });

  it("is not published once the run that asked for it was cancelled", async () => {
    const own = await system.newApp();
    const { action } = await create(own);
    const publish = actionCapabilities(own)["actions.publish"]!;
    await expect(publish.run({ id: action.id }, AbortSignal.abort("cancelled"), null)).rejects.toBe("cancelled");
    expect((await getAction(own, { id: action.id })).action.isPublished).toBe(false);
  });
});

describe("triggers", () => {
  it("are the settings of the action's task", async () => {
    const own = await system.newApp();
    const log = { trigger: "log", where: { type: "dataSource.entry.create", dataSourceId: 177 } };
    const seen = { trigger: "analytics", where: { type: "analytics.pageView", data: { _pageId: 77 } } };
    const { action } = await create(own, {
      environment: "any",
      frequency: "0 5 * * *",
      triggers: [{ trigger: "manual" }, { trigger: "schedule" }, log, seen],
    });
    expect(action.triggers).toEqual([{ trigger: "manual" }, { trigger: "schedule" }, log, seen]);
    expect(await getTask(own, { idOrName: action.id })).toMatchObject({
      callable: true,
      frequency: "0 5 * * *",
      triggers: [{ type: "dataSource.entry.create", where: { dataSourceId: 177 } }],
    });
    await updateTask(own, { idOrName: action.id, callable: false, frequency: null });
    expect((await getAction(own, { id: action.id })).action.triggers).toEqual([log, seen]);
  });

  it.each([
    [
      { environment: "client", triggers: [{ trigger: "schedule" }], frequency: "0 5 * * *" },
      "TRIGGER_NOT_ALLOWED",
      "triggers",
    ],
    [{ environment: "client", frequency: "0 5 * * *" }, "TRIGGER_NOT_ALLOWED", "frequency"],
    [{ triggers: [{ trigger: "analytics", where: { type: "analytics.event" } }] }, "TRIGGER_NOT_ALLOWED", "triggers"],
    [{ triggers: [{ trigger: "schedule" }] }, "FREQUENCY_INVALID", "frequency"],
    [{ triggers: [{ trigger: "log", where: { type: "email.bounced" } }] }, "TRIGGERS_INVALID", "triggers.0.where.type"],
    [
      { triggers: [{ trigger: "log", where: { type: "dataSource.entry.create", colour: 1 } }] },
      "TRIGGERS_INVALID",
      "triggers.0.where",
    ],
    [{ dependencies: ["fliplet-media"] }, "DEPENDENCIES_INVALID", "dependencies.0"],
    [{ dependencies: ["https://cdn.example.org/moment-timezone.js"] }, "DEPENDENCIES_INVALID", "dependencies.0"],
    [{ code: "function execute() {}" }, "CODE_VALIDATION_FAILED", "code"],
    [{ timezone: "Mars/Olympus" }, "TIMEZONE_INVALID", "timezone"],
  ])("and other fields are refused by their own status: %j", async (fields, status, field) => {
    await expect(create(app, fields)).rejects.toMatchObject({ status, field });
  });

  it("must still fit when the environment changes", async () => {
    const own = await system.newApp();
    const { action } = await create(own, { frequency: "0 5 * * *" });
    await expect(update(own, action.id, { environment: "client" })).rejects.toMatchObject({
      status: "TRIGGER_NOT_ALLOWED",
    });
    expect(await update(own, action.id, { environment: "client", frequency: null })).toMatchObject({
      action: { environment: "client", frequency: null },
    });
    const seen = { trigger: "analytics", where: { type: "analytics.pageView" } };
    await update(own, action.id, { triggers: [seen] });
    await expect(update(own, action.id, { environment: "server" })).rejects.toMatchObject({
      status: "TRIGGER_NOT_ALLOWED",
      field: "triggers",
    });
  });

  it("of the log start it with the entry", async () => {
    const { own, action } = await published({
      code: "async function execute(context) { return context.payload.log.data; }",
      triggers: [{ trigger: "log", where: { type: "dataSource.entry.create", data: { Status: "open" } } }],
    });
    const source = await createDataSource(own, { name: "Bookings", columns: ["Status"], entries: [] });
    await insertEntry(own, { dataSourceId: source.id, data: { Status: "closed" } });
    await insertEntry(own, { dataSourceId: source.id, data: { Status: "open" } });
    await expect.poll(() => listActionLogs(own, { id: action.id }), { timeout: 30_000 }).toMatchObject({ count: 1 });
    const [run] = await own.db.select().from(runs).where(eq(runs.taskId, action.id));
    expect(run).toMatchObject({ status: "completed", result: { Status: "open" } });
  });
});

describe("a run of an action", () => {
  it("calls execute with the payload, or with an empty one, and gives back what it returns", async () => {
    const { page, action } = await published();
    const keys = ["payload"];
    expect(await runActionWithResult(page, { idOrName: action.name, payload: { name: "Nick" } })).toMatchObject({
      status: "completed",
      result: { hello: "Nick", keys },
    });
    expect(await runActionWithResult(page, { idOrName: action.id })).toMatchObject({ result: { hello: null, keys } });
  });

  it("tells errors by the builder's own lines", async () => {
    const code =
      "// one\nasync function execute(context) {\n  return context.payload.missing.name;\n}\n// the end, without a line break";
    const { page, action } = await published({ code });
    expect(await runActionWithResult(page, { idOrName: action.id })).toMatchObject({
      status: "failed",
      error: { name: "TypeError", status: "EXECUTION_FAILED", line: 3 },
    });
  });

  it("is of what is published, and refused in words where nothing can run", async () => {
    const own = await system.newApp();
    const page = asApp(own);
    const { action } = await create(own);
    const run = () => runAction(page, { idOrName: action.id });
    await expect(run()).rejects.toMatchObject({ status: "ACTION_INACTIVE" });
    await update(own, action.id, { active: true });
    await expect(run()).rejects.toMatchObject({ status: "ACTION_NOT_PUBLISHED" });
    // The studio runs the draft.
    expect(await runActionWithResult(own, { idOrName: action.id })).toMatchObject({ status: "completed" });
    expect((await publishAction(own, { id: action.id })).action.isPublished).toBe(true);
    await update(own, action.id, { code: "async function execute() { return 'new'; }" });
    expect(await runActionWithResult(page, { idOrName: action.id })).toMatchObject({ result: { hello: null } });
    await publishAction(own, { id: action.id });
    expect(await runActionWithResult(page, { idOrName: action.id })).toMatchObject({ result: "new" });
    expect((await unpublishAction(own, { id: action.id })).action.isPublished).toBe(false);
    await expect(run()).rejects.toMatchObject({ status: "ACTION_NOT_PUBLISHED" });
    await expect(unpublishAction(own, { id: action.id })).rejects.toMatchObject({ status: "ACTION_NOT_PUBLISHED" });
    await update(own, action.id, { environment: "client" });
    await expect(run()).rejects.toMatchObject({ status: "CLIENT_ACTION_NOT_RUNNABLE" });
    await expect(runAction(page, { idOrName: "nobody" })).rejects.toMatchObject({ status: "ACTION_NOT_FOUND" });
  });

  it("is for pages only with a manual trigger, and tells them nothing else", async () => {
    const { own, action } = await published({ triggers: [{ trigger: "manual" }] });
    const page: AppContext = { ...own, actor: { kind: "token", id: 1, name: "page", isPublishable: true } };
    expect(await runActionWithResult(page, { idOrName: action.name })).toMatchObject({ status: "completed" });
    await update(own, action.id, { triggers: [], active: false });
    const refusal = await runAction(page, { idOrName: action.name }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: "FORBIDDEN" });
    await expect(runAction(page, { idOrName: "nobody" })).rejects.toMatchObject({
      message: (refusal as Error).message,
    });
  });

  it("leaves a record in the shape of the reference", async () => {
    const { own, page, action } = await published({ frequency: "0 5 * * *" });
    await runActionWithResult(page, { idOrName: action.id, payload: { name: "Nick" } });
    const failing = { code: "async function execute() { throw new RangeError('no seat left'); }" };
    await update(own, action.id, failing);
    await publishAction(own, { id: action.id });
    await runActionWithResult(page, { idOrName: action.id });
    await update(own, action.id, { code: GREET });
    await publishAction(own, { id: action.id });
    const { nextRunAt } = await getTask(own, { idOrName: action.id });
    await tick(own, new Date(nextRunAt!));
    const about = { runOn: "server", taskId: action.id, actionVersion: "v3", duration: expect.any(Number) };
    const stack = expect.stringContaining("RangeError");
    const runId = expect.any(Number);
    await expect
      .poll(async () => (await listActionLogs(own, { id: action.id })).logs.map(({ type, data }) => [type, data]), {
        timeout: 30_000,
      })
      .toEqual([
        ["app.task.completed", { ...about, mode: "scheduled", payload: {}, runId }],
        [
          "app.task.failed",
          {
            ...about,
            mode: "on-demand",
            payload: {},
            runId,
            error: { name: "RangeError", message: "no seat left", stack },
          },
        ],
        [
          "app.task.completed",
          {
            ...about,
            mode: "on-demand",
            payload: { name: "Nick" },
            runId,
            result: { data: { hello: "Nick", keys: ["payload"] }, success: true },
          },
        ],
      ]);
    const failed = await listActionLogs(own, { where: { type: "app.task.failed", data: { taskId: action.id } } });
    expect(failed).toMatchObject({ count: 1, logs: [{ type: "app.task.failed" }] });
  });
});

describe("an action in the studio", () => {
  it("is edited as its code stands, and goes on to run", async () => {
    const { own, page, action } = await published();
    const code = "const greeting = 'Hi ';\nconst execute = async ({ payload }) => greeting + payload.name;";
    await saveDraft(own, { id: action.pageId, code });
    expect((await getAction(own, { id: action.id })).action.code).toBe(code);
    await publishAction(own, { id: action.id });
    expect(await runActionWithResult(page, { idOrName: action.id, payload: { name: "Ann" } })).toMatchObject({
      result: "Hi Ann",
    });
    expect(await own.runner.testRun(own, { id: action.pageId, payload: { name: "you" } })).toMatchObject({
      result: "Hi you",
    });
  });

  it("that was left without execute is not published, and its draft says what is missing", async () => {
    const { own, action } = await published();
    await saveDraft(own, { id: action.pageId, code: "async function run() {}" });
    await expect(publishAction(own, { id: action.id })).rejects.toMatchObject({ status: "CODE_VALIDATION_FAILED" });
    expect(await own.runner.testRun(own, { id: action.pageId })).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("no function named execute") },
    });
  });

  it("that was pointed at another screen runs that, and its code is changed there only", async () => {
    const { own, page, action } = await published();
    const other = await system.newScreen(own, "Fliplet.Page.onRemoteExecution(() => 'other');");
    await updateTask(own, { idOrName: action.id, pageId: other.id });
    expect(await runActionWithResult(page, { idOrName: action.id })).toMatchObject({ result: "other" });
    await expect(update(own, action.id, { code: GREET })).rejects.toMatchObject({
      status: "ACTION_NOT_V3",
      field: "code",
    });
    expect(await update(own, action.id, { active: false })).toMatchObject({ action: { active: false } });
    // What others run is not the action's to publish or to take back.
    for (const change of [publishAction, unpublishAction])
      await expect(change(own, { id: action.id })).rejects.toMatchObject({ status: "ACTION_NOT_V3", field: "id" });
    expect(await getScreen(own, { id: other.id })).toMatchObject({ publishedVersion: 1 });
    await removeAction(own, { id: action.id });
    expect(await getScreen(own, { id: other.id })).toMatchObject({ taskCount: 0 });
  });
});

describe("code that runs here", () => {
  it("reaches the app's actions as Fliplet.App.V3.Actions", async () => {
    const { own, page } = await published({
      name: "outer",
      code: `async function execute({ payload }) {
        const { action } = await Fliplet.App.V3.Actions.create({ name: 'inner', code: payload.code, active: true });
        const { id } = await Fliplet.App.V3.Actions.publish(action.id);
        if (id !== action.id) throw new Error('its fields stand beside it');
        const result = await Fliplet.App.V3.Actions.runWithResult('inner', { name: 'Nick' });
        const { count } = await Fliplet.App.V3.Actions.getLogs({ id: action.id });
        await Fliplet.App.V3.Actions.remove(action.id);
        const { pagination } = await Fliplet.App.V3.Actions.get();
        const error = await Fliplet.App.V3.Actions.getById(action.id).catch((reason) => reason);
        return { result, count, total: pagination.total, status: error.status };
      }`,
    });
    expect(await runActionWithResult(page, { idOrName: "outer", payload: { code: GREET } })).toMatchObject({
      status: "completed",
      result: { result: { hello: "Nick", keys: ["payload"] }, count: 1, total: 1, status: "ACTION_NOT_FOUND" },
    });
    expect((await listActions(own, {})).actions).toHaveLength(1);
  });
});

describe("another app's action", () => {
  it("is not there for any of the calls", async () => {
    const { action } = await create(await system.newApp());
    const { id } = action;
    const calls = [
      () => getAction(app, { id }),
      () => update(app, id, { active: true }),
      () => removeAction(app, { id }),
      () => publishAction(app, { id }),
      () => unpublishAction(app, { id }),
      () => runAction(app, { idOrName: id }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ status: "ACTION_NOT_FOUND" });
    expect(await listActionLogs(app, { id })).toEqual({ count: 0, logs: [] });
  });

  it("nor is a task that is none", async () => {
    const own = await system.newApp();
    const screen = await system.newScreen(own, "Fliplet.Page.onRemoteExecution(() => 1);");
    const { id } = await createTask(own, { name: "plain-task", pageId: screen.id });
    await expect(getAction(own, { id })).rejects.toMatchObject({ status: "ACTION_NOT_V3" });
    expect(await listActions(own, {})).toEqual({ actions: [], pagination: { total: 0, hasMore: false } });
  });
});
