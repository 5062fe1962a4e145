import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { appEvents, runs } from "#db/schema/index.ts";
import type { TaskTrigger } from "#domain/event.ts";
import { RUN_DEPTH_MAX } from "#domain/limits.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { drain } from "../../runner/drain.ts";
import {
  appendEntries,
  commitEntries,
  createDataSource,
  importCsv,
  insertEntry,
  removeEntriesWhere,
  updateEntry,
} from "../data-sources/index.ts";
import { requestRun } from "../runs/index.ts";
import { createTask, removeTask, updateTask } from "../tasks/index.ts";
import { REASON_SAME_CHANGE, REASON_TOO_DEEP } from "./insert-event-runs.ts";

const system = useTestSystem();

const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

const ON_CREATE: TaskTrigger = { type: "dataSource.entry.create", where: {} };

async function appWithListener(task: Partial<CreateTaskInput> = {}, body = "return payload") {
  const app = await system.newApp();
  const source = await createDataSource(app, { name: "Leads" });
  const screen = await system.newScreen(app, handler(body));
  const input = { name: "listener", pageId: screen.id, triggers: [ON_CREATE], ...task };
  const created = await createTask(app, input);
  return { app, screen, dataSourceId: source.id, task: created, rows: () => runsOf(app) };
}

const runsOf = (app: AppContext) => app.db.select().from(runs).where(eq(runs.appId, app.appId)).orderBy(asc(runs.id));
const eventsOf = (app: AppContext) =>
  app.db.select().from(appEvents).where(eq(appEvents.appId, app.appId)).orderBy(asc(appEvents.id));

const shortly = (rows: Awaited<ReturnType<typeof runsOf>>) => rows.map((run) => (run.held ? "held" : run.status));

describe("an event", () => {
  it("starts a run that is handed the event, and only for what the filter asks for", async () => {
    const { app, dataSourceId, rows } = await appWithListener({
      triggers: [{ ...ON_CREATE, where: { "data.Status": { $in: ["open", "new"] }, "data.Size": { $gt: 3 } } }],
    });
    await insertEntry(asApp(app), { dataSourceId, data: { Status: "closed", Size: 9 } });
    const entry = await insertEntry(asApp(app), { dataSourceId, data: { Status: "open", Size: 4 } });

    const [run, ...others] = await rows();
    expect(others).toEqual([]);
    const [event, ...otherEvents] = await eventsOf(app);
    expect(otherEvents).toEqual([]);
    expect(run).toMatchObject({ trigger: "event", environment: "published", status: "queued", depth: 0 });
    expect(run!.payload).toEqual({
      trigger: "log",
      log: {
        id: event!.id,
        appId: app.appId,
        dataSourceId,
        dataSourceEntryId: entry.id,
        taskId: null,
        runId: null,
        userName: "token test",
        type: "dataSource.entry.create",
        data: { Status: "open", Size: 4 },
        createdAt: event!.createdAt.toISOString(),
      },
    });
    await workOff();
    expect((await rows())[0]).toMatchObject({ status: "completed", result: run!.payload });
  });

  it("is one of the source that is asked for, of this app, and of the type", async () => {
    const { app, dataSourceId, rows } = await appWithListener();
    const other = await createDataSource(app, { name: "Other" });
    await updateTask(app, { idOrName: "listener", triggers: [{ ...ON_CREATE, where: { dataSourceId: other.id } }] });
    await insertEntry(app, { dataSourceId, data: { a: 1 } });
    const stranger = await appWithListener();
    await insertEntry(stranger.app, { dataSourceId: stranger.dataSourceId, data: { a: 1 } });
    expect(await rows()).toEqual([]);
    expect(await stranger.rows()).toHaveLength(1);

    const entry = await insertEntry(app, { dataSourceId: other.id, data: { a: 1 } });
    await updateEntry(app, { dataSourceId: other.id, id: entry.id, data: { a: 2 } });
    expect(await rows()).toHaveLength(1);
  });

  it("happens if and only if the change does", async () => {
    const { app, dataSourceId, rows } = await appWithListener();
    const commit = commitEntries(app, {
      dataSourceId,
      entries: [{ data: { a: 1 } }, { id: 123_456, data: { a: 2 } }],
      append: true,
    });
    await expect(commit).rejects.toMatchObject({ status: "ENTRY_NOT_FOUND" });
    expect([await rows(), await eventsOf(app)]).toEqual([[], []]);
  });

  it("is told of changes and removals too, whichever call makes them", async () => {
    const { app, dataSourceId, rows } = await appWithListener({
      overlap: "allow",
      triggers: [
        { type: "dataSource.entry.update", where: {} },
        { type: "dataSource.entry.delete", where: {} },
      ],
    });
    const entries = await appendEntries(app, { dataSourceId, rows: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] });
    await updateEntry(app, { dataSourceId, id: entries[0]!.id, data: { m: 1 } });
    await commitEntries(app, {
      dataSourceId,
      entries: [{ id: entries[1]!.id, data: { m: 2 } }],
      delete: [entries[2]!.id],
      append: true,
      extend: true,
    });
    await removeEntriesWhere(app, { dataSourceId, where: { n: 4 } });
    await importCsv(app, { dataSourceId, csv: "n\n9", mode: "replace" });
    const told = (await rows()).map(({ payload }) => (payload as { log: { type: string; data: unknown } }).log);
    expect(told.map(({ type, data }) => [type.split(".").at(-1), data])).toEqual([
      ["update", { n: 1, m: 1 }],
      ["update", { n: 2, m: 2 }],
      ["delete", { n: 3 }],
      ["delete", { n: 4 }],
      ["delete", { n: 1, m: 1 }],
      ["delete", { n: 2, m: 2 }],
    ]);
  });

  it("starts nothing for a task that is inactive, paused, over or removed", async () => {
    const { app, dataSourceId, rows } = await appWithListener();
    const insert = () => insertEntry(app, { dataSourceId, data: { a: 1 } });
    await updateTask(app, { idOrName: "listener", active: false });
    await insert();
    await updateTask(app, { idOrName: "listener", active: true, pausedUntil: "2999-01-01T00:00:00Z" });
    await insert();
    await updateTask(app, { idOrName: "listener", pausedUntil: null, endsAt: "2020-01-01T00:00:00Z" });
    await insert();
    await updateTask(app, { idOrName: "listener", endsAt: null });
    await insert();
    expect(await rows()).toHaveLength(1);
    await removeTask(app, { idOrName: "listener" });
    await insert();
    expect(await rows()).toHaveLength(1);
  });
});

describe("many events of one change", () => {
  const csv = ["n", ...Array.from({ length: 10_000 }, (_, n) => String(n))].join("\n");

  it("leave no trace where no trigger asks for them", async () => {
    const { app, dataSourceId, rows } = await appWithListener({
      triggers: [{ ...ON_CREATE, where: { "data.n": "x" } }],
    });
    expect(await importCsv(app, { dataSourceId, csv })).toMatchObject({ imported: 10_000 });
    expect([await rows(), await eventsOf(app)]).toEqual([[], []]);
  });

  it("become runs that wait for each other, none left out", async () => {
    const { app, dataSourceId, rows, task } = await appWithListener();
    expect(task.overlap).toBe("queue");
    await importCsv(app, { dataSourceId, csv });
    const statuses = shortly(await rows());
    expect(statuses[0]).toBe("queued");
    expect(statuses.filter((status) => status === "held")).toHaveLength(9_999);
    // Ends what waits: the tests after this one work the whole queue off.
    await removeTask(app, { idOrName: "listener" });
  });

  it("are told apart by the task's overlap: the first, the last, or all", async () => {
    const { app, dataSourceId, rows } = await appWithListener({ overlap: "skip" });
    const insert = () => appendEntries(app, { dataSourceId, rows: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    await insert();
    expect(shortly(await rows())).toEqual(["queued", "skipped", "skipped"]);
    expect((await rows())[1]).toMatchObject({ reason: REASON_SAME_CHANGE });
    await updateTask(app, { idOrName: "listener", overlap: "cancel-previous" });
    await insert();
    expect(shortly(await rows()).slice(3)).toEqual(["cancelled", "cancelled", "queued"]);
    await updateTask(app, { idOrName: "listener", overlap: "allow" });
    await insert();
    expect(shortly(await rows()).slice(6)).toEqual(["queued", "queued", "queued"]);
  });

  it("run in the order in which they came, one at a time", async () => {
    const { app, dataSourceId, rows } = await appWithListener(
      {},
      "await new Promise((resolve) => setTimeout(resolve, 20)); return payload.log.data.n",
    );
    // Two changes: each has a run of its own that could start.
    await appendEntries(app, { dataSourceId, rows: [{ n: 1 }, { n: 2 }] });
    await appendEntries(app, { dataSourceId, rows: [{ n: 3 }, { n: 4 }] });
    await workOff();
    const ended = await rows();
    expect(ended.map(({ result }) => result)).toEqual([1, 2, 3, 4]);
    for (const [index, run] of ended.entries())
      if (index > 0) expect(run.startedAt!.getTime()).toBeGreaterThanOrEqual(ended[index - 1]!.finishedAt!.getTime());
  });

  it("are skipped when they come while the run of another is under way, where the task says so", async () => {
    const { app, dataSourceId, rows } = await appWithListener(
      { overlap: "skip" },
      "await new Promise((resolve) => setTimeout(resolve, 300)); return 1",
    );
    await insertEntry(app, { dataSourceId, data: { n: 1 } });
    await insertEntry(app, { dataSourceId, data: { n: 2 } });
    await workOff();
    expect(shortly(await rows()).sort()).toEqual(["completed", "skipped"]);
  });
});

describe("tasks that start each other", () => {
  it("come to an end, and the run that did not start says why", async () => {
    const { app, dataSourceId, rows } = await appWithListener(
      {},
      "const source = await Fliplet.DataSources.connect(payload.log.dataSourceId); await source.insert({ n: payload.log.data.n + 1 });",
    );
    await insertEntry(app, { dataSourceId, data: { n: 0 } });
    await workOff();
    const all = await rows();
    expect(all.map(({ depth }) => depth)).toEqual([...Array(RUN_DEPTH_MAX + 2).keys()]);
    expect(all.slice(0, -1).map(({ status }) => status)).toEqual(Array(RUN_DEPTH_MAX + 1).fill("completed"));
    expect(all.at(-1)).toMatchObject({ status: "skipped", reason: REASON_TOO_DEEP });
    expect(all[1]).toMatchObject({ parentRunId: all[0]!.id, requestedBy: `run ${all[0]!.id}` });
  });

  it("are told of the ends of other tasks' runs, never of their own", async () => {
    const { app, screen, rows, task } = await appWithListener(
      { triggers: [{ type: "app.task.completed", where: {} }] },
      "return 7",
    );
    const other = await createTask(app, { name: "other", pageId: screen.id });
    await requestRun(app, { idOrName: "listener" });
    const { runId } = await requestRun(app, { idOrName: "other" });
    await workOff();
    const started = (await rows()).filter(({ trigger }) => trigger === "event");
    expect(started).toHaveLength(1);
    expect(started[0]).toMatchObject({ taskId: task.id, depth: 1, parentRunId: runId, status: "completed" });
    expect(started[0]!.payload).toMatchObject({
      trigger: "log",
      log: {
        type: "app.task.completed",
        taskId: other.id,
        dataSourceId: null,
        data: { mode: "on-demand", taskId: other.id, pageId: screen.id, runId, result: 7 },
      },
    });
  });
});

describe("a trigger", () => {
  it.each([
    [{ type: "dataSource.create" }, "A trigger's type must be one of"],
    [{ type: "app.task.failed", where: [] }, "where must be an object"],
  ])("%j is refused by the input's schema", async (trigger, sentence) => {
    const { createTaskInput } = await import("#domain/task.ts");
    const parsed = createTaskInput.safeParse({ name: "a", pageId: 1, triggers: [trigger] });
    expect(parsed.error?.issues[0]?.message).toContain(sentence);
  });

  it.each([
    [{ "data.Name": { $regex: "^(a+)+$" } }, "A trigger takes no $regex"],
    [{ $or: [{ "data.Name": { $not: { $regex: "(a|b)+$" } } }] }, "A trigger takes no $regex"],
    [{ Status: "open" }, 'A trigger cannot ask for "Status"'],
    [{ $where: "while (true) {}" }, "where does not know $where"],
    [{ "data.Name": { $gt: {} } }, "$gt"],
  ])("with the filter %j is refused, and the task is not made", async (where, sentence) => {
    const { app, screen } = await appWithListener();
    const triggers = [ON_CREATE, { ...ON_CREATE, where }] as CreateTaskInput["triggers"];
    const refused = createTask(app, { name: "bad", pageId: screen.id, triggers });
    await expect(refused).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "triggers.1.where",
      message: expect.stringContaining(sentence),
    });
  });

  it("stays when a change does not name it, and goes with an empty list", async () => {
    const { app } = await appWithListener();
    expect((await updateTask(app, { idOrName: "listener", retries: 1 })).triggers).toEqual([
      { ...ON_CREATE, where: {} },
    ]);
    expect((await updateTask(app, { idOrName: "listener", triggers: [] })).triggers).toEqual([]);
  });
});
