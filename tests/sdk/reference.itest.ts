import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { logEntries, runs } from "#db/schema/index.ts";
import type { LogEntry } from "#domain/log.ts";
import type { Task } from "#domain/task.ts";
import { Fliplet } from "#sdk/fliplet.ts";
import type { AppContext } from "#server/context.ts";
import { tick } from "#server/scheduler/tick.ts";
import { listLines } from "#server/services/logs/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../fixtures/app-tasks.md"), "utf8");
const BLOCKS = [...DOCUMENT.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]!);
const CALLING = BLOCKS.filter((block) => block.includes("Fliplet.App.Tasks."));
const Tasks = Fliplet.App.Tasks;

const system = useTestSystem({ TICKER: "off" });
let app: AppContext;
let server: FetchServer;
const executed = new Set<string>();

beforeAll(async () => {
  const { container } = system;
  app = await system.newApp();
  // The document names screens 123 and 456, and a task 123.
  await nextId("screens", 123);
  await system.newScreen(app, theBlock("Fliplet.Page.onRemoteExecution"), "Weekly reminder");
  await nextId("screens", 456);
  await system.newScreen(app, handler("return { confirmed: payload }"), "Booking");
  const emails = await system.newScreen(app, handler("return { isRegistered: payload.Email === 'john@example.org' }"));
  await nextId("tasks", 123);
  server = await serveFetch((request) => handleTrpc(request, { ...container, getSession: async () => null }));
  const { token } = await createToken(app, {
    name: "the document's",
    kind: "secret",
    scopes: ["tasks:read", "tasks:write", "tasks:run", "logs:read"],
  });
  Tasks.configure({ url: server.url, token });
  container.startBackground();
  await execute("send-monday-weekly-reminder',\n  frequency");
  await Tasks.create({ name: "email-is-registered", pageId: emails.id });
});

afterAll(() => server?.close());

const nextId = (table: "screens" | "tasks", id: number) =>
  system.container.db.execute(sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${id - 1})`);

function theBlock(text: string): string {
  const found = BLOCKS.filter((block) => block.includes(text));
  expect(found, `blocks with ${text}`).toHaveLength(1);
  return found[0]!;
}

/** Runs the document's block as it stands. Gives what its calls resolved to, in order, and what it printed. */
async function execute(text: string): Promise<{ values: unknown[]; printed: unknown[] }> {
  const block = theBlock(text);
  const answers: Promise<unknown>[] = [];
  const recorded = new Proxy(Tasks, {
    get: (target, name) => {
      const call: (...args: unknown[]) => Promise<unknown> = Reflect.get(target, name);
      return (...args: unknown[]) => {
        const answer = call(...args);
        answers.push(answer);
        return answer;
      };
    },
  });
  const printed: unknown[] = [];
  const log = (...args: unknown[]) => printed.push(...args);
  await compileFunction(block, ["Fliplet", "console"])({ App: { Tasks: recorded } }, { log });
  const values = await Promise.all(answers);
  executed.add(block);
  return { values, printed };
}

const taskNamed = async (name: string) => (await Tasks.get()).find((task) => task.name === name);

/** Records of runs that ended long ago, as a busy task leaves them. */
async function insertEntries(task: Task, count: number, type: LogEntry["type"]): Promise<void> {
  const { db } = system.container;
  const error = { name: "Error", message: "failed long ago", stack: "", status: "EXECUTION_FAILED" };
  const ending =
    type === "app.task.completed" ? { status: "completed" as const } : { status: "failed" as const, error };
  const ended = Array.from({ length: count }, () => ({
    appId: app.appId,
    taskId: task.id,
    screenId: task.pageId,
    environment: "published" as const,
    trigger: "api" as const,
    finishedAt: sql`now()`,
    ...ending,
  }));
  const rows = await db.insert(runs).values(ended).returning({ runId: runs.id });
  await db
    .insert(logEntries)
    .values(rows.map(({ runId }) => ({ appId: app.appId, taskId: task.id, runId, type, mode: "on-demand" as const })));
}

describe("the reference document's examples, unchanged", () => {
  it("create a scheduled task that runs every Monday at eight", async () => {
    const task = await taskNamed("send-monday-weekly-reminder");
    expect(task).toMatchObject({
      id: 123,
      appId: app.appId,
      pageId: 123,
      frequency: "0 8 * * 1",
      timezone: "UTC",
      active: true,
      lastRunAt: null,
    });
    const next = new Date(task!.nextRunAt!);
    expect([next.getUTCDay(), next.toISOString().slice(11)]).toEqual([1, "08:00:00.000Z"]);
    expect(next.getTime() - (await app.clock.now()).getTime()).toBeLessThanOrEqual(7 * 86_400_000);
    expect([task?.createdAt, task?.updatedAt]).toEqual([expect.stringMatching(/Z$/), expect.stringMatching(/Z$/)]);
  });

  it("create a task that runs on demand only", async () => {
    const { values } = await execute("// Create a task that is manually run by you");
    expect(values).toMatchObject([{ name: "confirm-booking", pageId: 456, frequency: null, nextRunAt: null }]);
  });

  it("run a task without and with a payload, giving back nothing, and with its result", async () => {
    const { values } = await execute("// Run a task in asynchronous mode\n");
    expect(values).toEqual([undefined, undefined, { isRegistered: true }]);
    const { id } = (await taskNamed("confirm-booking"))!;
    await vi.waitFor(
      async () => {
        const rows = await app.db.select().from(runs).where(eq(runs.taskId, id)).orderBy(runs.id);
        // The example awaits neither, so either may come first.
        const ends = rows.map(({ status, result }) => ({ status, result }));
        expect(ends).toHaveLength(2);
        expect(ends).toEqual(
          expect.arrayContaining([
            { status: "completed", result: { confirmed: null } },
            { status: "completed", result: { confirmed: { FirstName: "Nick", Date: "2021-06-15" } } },
          ]),
        );
      },
      { timeout: 50_000, interval: 50 },
    );
  });

  it("run the example's screen on its schedule and on demand, with its result and its line", async () => {
    const due = new Date((await Tasks.get(123)).nextRunAt!);
    expect(await tick(app, due)).toMatchObject({ fired: 1 });
    await vi.waitFor(async () => expect(await Tasks.getLogs({ id: 123 })).toMatchObject({ count: 1 }), {
      timeout: 50_000,
      interval: 50,
    });
    expect(await Tasks.runWithResult("send-monday-weekly-reminder", { Hello: "world" })).toEqual({ a: 1, b: 2 });
    const { logs } = await Tasks.getLogs({ id: 123 });
    const entry = { type: "app.task.completed", appId: app.appId };
    expect(logs).toMatchObject([
      { ...entry, data: { mode: "on-demand", result: { a: 1, b: 2 }, pageId: 123, taskId: 123 } },
      { ...entry, data: { mode: "scheduled", result: { a: 1, b: 2 }, pageId: 123, taskId: 123 } },
    ]);
    const { lines } = await listLines(app, { taskId: 123, order: "asc" });
    expect(lines.map((line) => line.args)).toEqual([
      ["App task sent this payload", null],
      ["App task sent this payload", { Hello: "world" }],
    ]);
    const after = await Tasks.get(123);
    expect(after.nextRunAt).toBe(new Date(due.getTime() + 7 * 86_400_000).toISOString());
    expect(after.lastRunAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it("list the tasks with the times of their last and next run", async () => {
    const { values, printed } = await execute("tasks.forEach");
    expect(values).toEqual([printed]);
    expect((printed as Task[]).map(({ name, lastRunAt, nextRunAt }) => [name, typeof lastRunAt, nextRunAt])).toEqual([
      ["send-monday-weekly-reminder", "string", expect.stringMatching(/T08:00:00\.000Z$/)],
      ["email-is-registered", "string", null],
      ["confirm-booking", "string", null],
    ]);
  });

  it("fetch the last 50 results of all tasks, and the last 10 failures of one", async () => {
    const [weekly, booking] = [await Tasks.get(123), await Tasks.get("confirm-booking")];
    await insertEntries(weekly, 12, "app.task.failed");
    await insertEntries(booking, 45, "app.task.completed");
    await insertEntries(booking, 3, "app.task.failed");
    const { values, printed } = await execute("// Fetch the last 50 completed and failed task results");
    const [all, failed] = values as { count: number; logs: LogEntry[] }[];
    expect(printed).toHaveLength(2);
    // Five of the runs above, and sixty of before.
    expect(all?.count).toBe(65);
    expect(all?.logs).toHaveLength(50);
    expect(new Set(all?.logs.map((entry) => entry.type))).toEqual(new Set(["app.task.completed", "app.task.failed"]));
    const ids = all!.logs.map((entry) => entry.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(failed?.count).toBe(12);
    expect(failed?.logs).toHaveLength(10);
    for (const entry of failed!.logs) expect(entry).toMatchObject({ type: "app.task.failed", data: { taskId: 123 } });
  });

  it("update a task", async () => {
    await Tasks.update("confirm-booking", { pageId: 123 });
    const { values } = await execute("// Task has been updated");
    expect(values).toMatchObject([{ name: "confirm-booking", pageId: 456 }]);
  });

  it("deactivate the schedule of a task for a while", async () => {
    const { values } = await execute("// Task has been deactivated");
    expect(values).toMatchObject([{ name: "send-monday-weekly-reminder", active: false, nextRunAt: null }]);
    expect(await Tasks.update(123, { active: true })).toMatchObject({ active: true, nextRunAt: expect.any(String) });
  });

  it("delete a task", async () => {
    expect((await execute("// Task has been removed")).values).toEqual([undefined]);
    expect(await taskNamed("confirm-booking")).toBeUndefined();
    await expect(Tasks.run("confirm-booking")).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
  });

  it("are all of them run", () => {
    expect(CALLING.length).toBeGreaterThan(5);
    expect(CALLING.filter((block) => !executed.has(block))).toEqual([]);
  });
});

describe("the reference document's sentences", () => {
  it("accept every frequency of the table", async () => {
    const table = [...DOCUMENT.matchAll(/^\| `([^`]+)` /gm)].map((match) => match[1]!);
    expect(table).toHaveLength(7);
    for (const frequency of table) {
      expect(await Tasks.update(123, { frequency })).toMatchObject({ frequency, nextRunAt: expect.any(String) });
    }
  });

  it("allow numbers, letters, dashes and underscores in a name and nothing else", async () => {
    expect(await Tasks.update("email-is-registered", { name: "hello-world_123" })).toMatchObject({
      name: "hello-world_123",
    });
    for (const name of ["hello world", "hélló", "a.b", "a/b"]) {
      await expect(Tasks.update("hello-world_123", { name })).rejects.toMatchObject({
        status: "NAME_INVALID_CHARS",
        field: "name",
      });
    }
  });

  it("end at five tasks an app", async () => {
    const more = ["third", "fourth", "fifth", "sixth"];
    const ends = await Promise.allSettled(more.map((name) => Tasks.create({ name, pageId: 456 })));
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(3);
    expect(ends.find((end) => end.status === "rejected")?.reason).toMatchObject({ status: "TASK_LIMIT_REACHED" });
    expect(await Tasks.get()).toHaveLength(5);
  });

  it("give the handler's own error to who waits for a result, and its record to the log", async () => {
    const failing = await system.newScreen(app, handler("throw new RangeError('no seat left')"));
    await Tasks.update("third", { pageId: failing.id }).catch(() => Tasks.update("fourth", { pageId: failing.id }));
    const task = (await Tasks.get()).find(({ pageId }) => pageId === failing.id)!;
    const error = await Tasks.runWithResult(task.id).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "RangeError", message: "no seat left", status: "EXECUTION_FAILED" });
    const { logs } = await Tasks.getLogs({ id: task.id, where: { type: "app.task.failed" } });
    expect(logs).toMatchObject([{ data: { error: { name: "RangeError", message: "no seat left" } } }]);
    const [run] = await app.db
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.taskId, task.id), eq(runs.status, "failed")));
    expect(error).toMatchObject({ runId: run!.id });
  });
});
