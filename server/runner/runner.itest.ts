import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { RUN_CHANNEL } from "#db/queue.ts";
import { logEntries, logLines, runs } from "#db/schema/index.ts";
import { claim } from "#tests/support/claim.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { tick } from "../scheduler/tick.ts";
import { listEntries, listLines } from "../services/logs/index.ts";
import { cancelRun, getRun, replayRun, requestRun } from "../services/runs/index.ts";
import { createScreen, publishScreen, saveDraft } from "../services/screens/index.ts";
import { createTask, getTask } from "../services/tasks/index.ts";
import { drain } from "./drain.ts";
import { executeRun } from "./execute-run.ts";
import { finishRun } from "./finish-run.ts";
import { reapRuns } from "./reap-runs.ts";

const system = useTestSystem();

const never = new AbortController().signal;
const workOff = () => drain(system.container.runnerDeps, never);

/** As the app itself asks for runs: with a token. */
const asApp = (app: AppContext): AppContext => ({ ...app, actor: { kind: "token", id: 1, name: "test" } });

async function appWithTask(code: string, task: { frequency?: string; timeoutMs?: number } = {}) {
  const app = await system.newApp();
  const screen = await system.newScreen(app, code, "Booking");
  const { id } = await createTask(app, { name: "task", pageId: screen.id, ...task });
  return { app, screen, taskId: id };
}

describe("a run", () => {
  it("leaves its result, its lines, its log entry and the task's last run", async () => {
    const { app, taskId } = await appWithTask(
      handler("console.log('sent', payload); console.warn({ deep: [1, 2] }); return { a: 1, b: 2 }"),
    );
    const { runId } = await requestRun(app, { idOrName: "task", payload: { FirstName: "Nick" } });
    expect(await workOff()).toMatchObject({ executed: 1, failed: 0 });

    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({
      status: "completed",
      result: { a: 1, b: 2 },
      payload: { FirstName: "Nick" },
      attempt: 1,
      trigger: "studio",
    });
    expect(run.durationMs).toBeGreaterThanOrEqual(0);
    const { lines } = await listLines(app, { runId, order: "asc" });
    expect(lines.map(({ seq, level, message, args }) => ({ seq, level, message, args }))).toEqual([
      { seq: 1, level: "log", message: "sent { FirstName: 'Nick' }", args: ["sent", { FirstName: "Nick" }] },
      { seq: 2, level: "warn", message: "{ deep: [ 1, 2 ] }", args: [{ deep: [1, 2] }] },
    ]);
    const { count, logs } = await listEntries(app, { id: taskId });
    expect(count).toBe(1);
    expect(logs[0]).toMatchObject({
      type: "app.task.completed",
      data: { mode: "on-demand", taskId, runId, result: { a: 1, b: 2 } },
    });
    expect((await getTask(app, { idOrName: taskId })).lastRunAt).toBe(run.startedAt);
  });

  it("tells of each call how long it took, and of its other lines nothing of the kind", async () => {
    const { app } = await appWithTask(
      handler("console.log('asks'); await fetch('http://127.0.0.1:9/').catch(() => {}); return 1"),
    );
    const { runId } = await requestRun(app, { idOrName: "task" });
    await workOff();
    const { lines } = await listLines(app, { runId, order: "asc" });
    expect(lines.map(({ kind, durationMs }) => [kind, durationMs])).toEqual([
      ["console", null],
      ["fetch", expect.any(Number)],
    ]);
    expect(lines[1]?.message).toContain(`(${lines[1]?.durationMs} ms)`);
  });

  it("fails with the builder's own line when the handler throws", async () => {
    const { app, taskId } = await appWithTask(
      "Fliplet.Page.onRemoteExecution(function () {\n  throw new TypeError('boom');\n});",
    );
    const { runId } = await requestRun(app, { idOrName: "task" });
    await workOff();
    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({
      status: "failed",
      result: null,
      error: { name: "TypeError", message: "boom", status: "EXECUTION_FAILED", line: 2 },
    });
    expect(run.error?.stack).toContain("Booking.js:2:");
    const { logs } = await listEntries(app, { id: taskId, where: { type: "app.task.failed" } });
    expect(logs[0]?.data.error).toMatchObject({ name: "TypeError", message: "boom" });
    expect(logs[0]?.data).not.toHaveProperty("result");
  });

  it.each([
    ["an endless loop", handler("while (true) {}"), "timed_out", "RUN_TIMED_OUT"],
    ["a screen without a handler", "const x = 1;", "failed", "HANDLER_NOT_REGISTERED"],
    ["a syntax error", "function (", "failed", "SYNTAX_ERROR"],
    ["a circular result", handler("const a = {}; a.self = a; return a"), "failed", "RESULT_NOT_SERIALIZABLE"],
    [
      "a memory bomb",
      handler("const a = []; for (;;) a.push(new Array(1e5).fill(1.5))"),
      "out_of_memory",
      "RUN_OUT_OF_MEMORY",
    ],
  ])("ends %s with a status of its own", async (_what, code, status, errorStatus) => {
    const { app } = await appWithTask(code, { timeoutMs: status === "out_of_memory" ? 60_000 : 2_000 });
    const { runId } = await requestRun(app, { idOrName: "task" });
    await workOff();
    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({ status, error: { status: errorStatus } });
    expect(run.error?.message.length).toBeGreaterThan(20);
  });

  it("runs the published version for schedules and apps, the draft for the studio", async () => {
    const { app, screen, taskId } = await appWithTask(handler("return 'published'"), { frequency: "* * * * *" });
    await saveDraft(app, { id: screen.id, code: handler("return 'draft'") });
    const studio = await app.runner.runWithResult(app, { idOrName: "task" });
    const fromApp = await app.runner.runWithResult(asApp(app), { idOrName: "task" });
    expect([studio.result, fromApp.result]).toEqual(["draft", "published"]);

    await tick(app, new Date((await getTask(app, { idOrName: taskId })).nextRunAt!));
    await workOff();
    const [scheduled] = await app.db.select().from(runs).where(eq(runs.trigger, "schedule"));
    expect(scheduled).toMatchObject({ status: "completed", result: "published", environment: "published" });
    const { logs } = await listEntries(app, { id: taskId, limit: 1 });
    expect(logs[0]?.data.mode).toBe("scheduled");
  });

  it("says what to do when the screen was never published", async () => {
    const app = await system.newApp();
    const screen = await createScreen(app, { name: "Draft only", code: handler("return 1") });
    await createTask(app, { name: "task", pageId: screen.id });
    expect(await app.runner.runWithResult(asApp(app), { idOrName: "task" })).toMatchObject({
      status: "failed",
      error: { status: "VERSION_NOT_FOUND", message: expect.stringContaining("Publish") },
    });
    await publishScreen(app, { id: screen.id });
    expect((await app.runner.runWithResult(asApp(app), { idOrName: "task" })).result).toBe(1);
  });

  it("reads and writes the data sources of its own app only", async () => {
    const other = await system.newApp();
    const { createDataSource } = await import("../services/data-sources/index.ts");
    await createDataSource(other, { name: "Secret", entries: [{ Name: "hidden" }] });
    const { app } = await appWithTask(
      handler(`
        try { await Fliplet.DataSources.connectByName('Secret') } catch (error) { console.log(error.status) }
        const source = await Fliplet.DataSources.create({ name: 'People', entries: [{ Name: 'Ann', Age: 30 }, { Name: 'Bob', Age: 20 }] });
        const people = await Fliplet.DataSources.connect(source.id);
        await people.insert({ Name: 'Cid', Age: 25 });
        const adults = await people.find({ where: { Age: { $gte: 25 } }, order: [['data.Age', 'DESC']], attributes: ['Name'] });
        const bob = await people.findOne({ where: { Name: 'Bob' } });
        await people.update(bob.id, { Age: 21 });
        await people.removeById(adults[0].id);
        return { names: adults.map(a => a.data.Name), bob: (await people.findById(bob.id)).data, left: (await people.find()).length };`),
    );
    const ended = await app.runner.runWithResult(app, { idOrName: "task" });
    expect(ended.result).toEqual({ names: ["Ann", "Cid"], bob: { Name: "Bob", Age: 21 }, left: 2 });
    const { lines } = await listLines(app, { runId: ended.runId, order: "asc" });
    expect(lines.find((line) => line.kind === "console")?.message).toBe("DATA_SOURCE_NOT_FOUND");
    expect(lines.filter((line) => line.kind === "data-source").length).toBeGreaterThan(5);
  });

  it("runs another task and gets its result, five deep at the most", async () => {
    const { app } = await appWithTask(
      handler(
        "if (payload.left === 0) return 'bottom'; return await Fliplet.App.Tasks.runWithResult('task', { left: payload.left - 1 })",
      ),
    );
    expect((await app.runner.runWithResult(app, { idOrName: "task", payload: { left: 2 } })).result).toBe("bottom");
    const tooDeep = await app.runner.runWithResult(app, { idOrName: "task", payload: { left: 99 } });
    expect(tooDeep.status).toBe("failed");
    expect(["RUN_DEPTH_EXCEEDED", "UNAVAILABLE"]).toContain(tooDeep.error?.status);
  });
});

describe("who waits for a run", () => {
  it("gets the run of an earlier call with the same idempotency key", async () => {
    const { app } = await appWithTask(handler("return Math.random()"));
    const first = await app.runner.runWithResult(app, { idOrName: "task", idempotencyKey: "k1" });
    const again = await app.runner.runWithResult(app, { idOrName: "task", idempotencyKey: "k1" });
    expect(again).toEqual(first);
    expect((await app.runner.runWithResult(app, { idOrName: "task", idempotencyKey: "k2" })).runId).not.toBe(
      first.runId,
    );
  });

  it("is told that the run goes on when it outlasts the wait, and can wait again", async () => {
    const { app } = await appWithTask(handler("await new Promise(r => setTimeout(r, 400)); return 'late'"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    expect(await app.runner.wait(app, runId, 0)).toEqual({ runId, status: "queued" });
    const ended = app.runner.wait(app, runId, 20_000);
    await workOff();
    expect(await ended).toMatchObject({ runId, status: "completed", result: "late" });
  });
});

describe("cancelling", () => {
  it("keeps a queued run from ever starting", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    expect(await cancelRun(app, { id: runId })).toMatchObject({ status: "cancelled" });
    await workOff();
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "cancelled", attempt: 0 });
    await expect(cancelRun(app, { id: runId })).rejects.toMatchObject({ status: "RUN_FINISHED" });
  });

  it("stops a run that is under way as soon as its worker hears of it", async () => {
    const { app } = await appWithTask(handler("console.log('started'); while (true) {}"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    const working = workOff();
    await expect
      .poll(() => app.db.select().from(logLines).where(eq(logLines.runId, runId)), { timeout: 20_000 })
      .toHaveLength(1);
    // The notice alone: no heartbeat can find a wish to cancel in the row.
    await app.db.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`cancel:${runId}`})`);
    await working;
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "cancelled", error: { status: "RUN_CANCELLED" } });
  });

  it("asks the worker of a run that is under way", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    await claim(system.container.db, runId, "another process");
    const heard = system.container.runnerDeps.events.next(`cancel:${runId}`, 20_000).then(() => "heard");
    expect(await cancelRun(app, { id: runId })).toMatchObject({ status: "running" });
    expect(await heard).toBe("heard");
    const [row] = await app.db.select().from(runs).where(eq(runs.id, runId));
    expect(row?.cancelRequestedAt).not.toBeNull();
  });
});

describe("a worker that dies", () => {
  it("leaves its run to end as crashed once the lease is over, without a second execution", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    const { runnerDeps } = system.container;
    const { db } = runnerDeps;
    const claimed = await claim(db, runId, "a process that is gone");
    expect(await reapRuns(runnerDeps)).toMatchObject({ crashed: 0 });
    await db.update(runs).set({ leaseExpiresAt: sql`now() - interval '1 second'` }).where(eq(runs.id, runId));
    expect(await reapRuns(runnerDeps)).toMatchObject({ crashed: 1 });
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "crashed", error: { status: "RUN_CRASHED" } });
    expect(await db.select().from(logEntries).where(eq(logEntries.runId, runId))).toHaveLength(1);

    // Back from the dead, it may not change what was decided.
    expect(await finishRun(runnerDeps, claimed!.run, { status: "completed", resultJson: "1", durationMs: 1 })).toBe(
      false,
    );
    expect((await getRun(app, { id: runId })).status).toBe("crashed");
  });

  it("drops what it did when the run was taken from it meanwhile", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    const { runnerDeps } = system.container;
    const claimed = await claim(runnerDeps.db, runId, runnerDeps.owner);
    await runnerDeps.db.update(runs).set({ attempt: 2 }).where(eq(runs.id, runId));
    expect(await executeRun(runnerDeps, claimed!, runnerDeps.sandbox)).toBeNull();
    expect((await getRun(app, { id: runId })).status).toBe("running");
  });

  it("is claimed by one of many that race", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(system.container.db, runId, "racer")));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it("leaves nothing queued for ever: a run whose job is lost is queued again", async () => {
    const { app } = await appWithTask(handler("return 'found'"));
    const { runId } = await requestRun(app, { idOrName: "task" });
    const { runnerDeps } = system.container;
    const { db } = runnerDeps;
    await db.execute(sql`delete from pgboss.job where data->>'runId' = ${String(runId)}`);
    await workOff();
    expect((await getRun(app, { id: runId })).status).toBe("queued");
    await db.update(runs).set({ queuedAt: sql`now() - interval '1 minute'` }).where(eq(runs.id, runId));
    expect(await reapRuns(runnerDeps)).toMatchObject({ requeued: 1 });
    expect(await reapRuns(runnerDeps)).toMatchObject({ requeued: 0 });
    await workOff();
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: "found" });
  });
});

describe("replaying", () => {
  it("runs again with the same payload or another one", async () => {
    const { app } = await appWithTask(handler("return payload.n * 2"));
    const first = await app.runner.runWithResult(app, { idOrName: "task", payload: { n: 1 } });
    const { runId: same } = await replayRun(app, { id: first.runId });
    const { runId: other } = await replayRun(app, { id: first.runId, payload: { n: 21 } });
    await workOff();
    expect(await getRun(app, { id: same })).toMatchObject({ result: 2, trigger: "replay", replayOf: first.runId });
    expect((await getRun(app, { id: other })).result).toBe(42);
    await expect(replayRun(await system.newApp(), { id: first.runId })).rejects.toMatchObject({
      status: "RUN_NOT_FOUND",
    });
  });
});

describe("the database", () => {
  it("refuses to change how a run ended", async () => {
    const { app } = await appWithTask(handler("return 1"));
    const { runId } = await app.runner.runWithResult(app, { idOrName: "task" });
    const change = app.db.update(runs).set({ status: "failed" }).where(eq(runs.id, runId));
    await expect(change).rejects.toMatchObject({
      cause: { message: expect.stringContaining("has ended as completed") },
    });
  });
});
