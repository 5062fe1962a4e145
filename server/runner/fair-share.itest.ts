import { and, asc, eq, inArray } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { enqueueRuns, RUN_QUEUE } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS, useProcesses } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { requestRun } from "../services/runs/index.ts";
import { insertRun } from "../services/runs/request-run.ts";
import { createTask } from "../services/tasks/index.ts";
import { inTransaction } from "../services/transaction.ts";
import { drain } from "./drain.ts";

const system = useTestSystem({ TICKER: "off" });
const processes = useProcesses();

async function appWithTask(code: string): Promise<AppContext> {
  const app = asApp(await system.newApp());
  const screen = await system.newScreen(app, code);
  await createTask(app, { name: "task", pageId: screen.id });
  return app;
}

/** Many at once, as a late tick does it: in one transaction. */
async function queueMany(app: AppContext, count: number): Promise<void> {
  await inTransaction(app, async (tx) => {
    const made = [];
    for (let n = 0; n < count; n++) made.push((await insertRun(tx, { idOrName: "task" }, { status: "queued" })).run);
    const queued = made.map((run) => ({ runId: run.id, jobId: run.jobId, appId: tx.appId }));
    await enqueueRuns(tx.queue, tx.db, queued);
  });
}

/** How many runs of `app` began before the run did. */
async function begunBefore(app: AppContext, runId: number): Promise<number> {
  const { db } = system.container;
  const [run] = await db.select({ startedAt: runs.startedAt }).from(runs).where(eq(runs.id, runId));
  if (!run?.startedAt) throw new Error(`Run ${runId} has not begun`);
  const others = await db.select({ startedAt: runs.startedAt }).from(runs).where(eq(runs.appId, app.appId));
  return others.filter((other) => other.startedAt && other.startedAt < run.startedAt!).length;
}

const statusOf = async (id: number) =>
  (await system.container.db.select({ status: runs.status }).from(runs).where(eq(runs.id, id)))[0]!.status;

/** Takes what is left out of the way of the next test. */
async function forget(app: AppContext): Promise<void> {
  const { db, runnerDeps } = system.container;
  const waiting = and(eq(runs.appId, app.appId), eq(runs.status, "queued"));
  const ended = await db
    .update(runs)
    .set({ status: "cancelled", finishedAt: new Date() })
    .where(waiting)
    .returning({ jobId: runs.jobId });
  if (ended.length > 0)
    await runnerDeps.queue.cancel(
      RUN_QUEUE,
      ended.map(({ jobId }) => jobId),
    );
}

/** Works off the queue until the run has ended. */
async function drainUntilEnded(runId: number): Promise<void> {
  const stop = new AbortController();
  const draining = drain(system.container.runnerDeps, stop.signal);
  await vi.waitFor(async () => expect(await statusOf(runId)).toBe("completed"), { timeout: PATIENCE_MS, interval: 10 });
  stop.abort();
  await draining;
}

const QUICK = handler("return 1");

describe("a busy app", () => {
  it("with a thousand runs in the queue holds up another app's run by a few", {
    timeout: PROCESS_TEST_MS,
  }, async () => {
    const busy = await appWithTask(QUICK);
    const small = await appWithTask(QUICK);
    await queueMany(busy, 1_000);
    const { runId } = await requestRun(small, { idOrName: "task" });
    await drainUntilEnded(runId);
    expect(await begunBefore(busy, runId)).toBeLessThan(10);
    await forget(busy);
  });

  it("and a second one take turns with a third that comes later", { timeout: PROCESS_TEST_MS }, async () => {
    const [first, second, late] = [await appWithTask(QUICK), await appWithTask(QUICK), await appWithTask(QUICK)];
    await queueMany(first, 500);
    await queueMany(second, 500);
    const stop = new AbortController();
    const draining = drain(system.container.runnerDeps, stop.signal);
    const completed = and(eq(runs.appId, second.appId), eq(runs.status, "completed"));
    const { db } = system.container;
    await vi.waitFor(async () => expect(await db.$count(runs, completed)).toBeGreaterThan(20), {
      timeout: PATIENCE_MS,
    });
    const { runId } = await requestRun(late, { idOrName: "task" });
    const begunAlready = await db.$count(
      runs,
      and(eq(runs.appId, first.appId), inArray(runs.status, ["running", "completed"])),
    );
    await vi.waitFor(async () => expect(await statusOf(runId)).toBe("completed"), {
      timeout: PATIENCE_MS,
      interval: 10,
    });
    stop.abort();
    await draining;
    expect((await begunBefore(first, runId)) - begunAlready).toBeLessThan(10);
    const begun = await Promise.all([first, second].map((app) => begunBefore(app, runId)));
    expect(Math.abs(begun[0]! - begun[1]!)).toBeLessThan(10);
    await forget(first);
    await forget(second);
  });

  it("cannot hold every place with runs that never end", { timeout: PROCESS_TEST_MS }, async () => {
    const busy = await appWithTask(handler("await new Promise((resolve) => setTimeout(resolve, 25000))"));
    const small = await appWithTask(QUICK);
    await queueMany(busy, 20);
    const { active } = system.container.runnerDeps;
    const stop = new AbortController();
    const draining = drain(system.container.runnerDeps, stop.signal);
    const running = and(eq(runs.appId, busy.appId), eq(runs.status, "running"));
    const { db } = system.container;
    await vi.waitFor(async () => expect(await db.$count(runs, running)).toBe(2), { timeout: PATIENCE_MS });
    const { runId } = await requestRun(small, { idOrName: "task" });
    await vi.waitFor(async () => expect(await statusOf(runId)).toBe("completed"), {
      timeout: PATIENCE_MS,
      interval: 10,
    });
    expect(await db.$count(runs, running)).toBe(2);
    stop.abort();
    active.stopAll("stopped");
    await draining;
    await forget(busy);
  });
});

it("serves each app's runs in the order in which they were asked for", { timeout: PROCESS_TEST_MS }, async () => {
  const app = await appWithTask(QUICK);
  const asked: number[] = [];
  for (let n = 0; n < 12; n++) asked.push((await requestRun(app, { idOrName: "task" })).runId);
  const { queue } = system.container.runnerDeps;
  const fetched: number[] = [];
  for (let n = 0; n < 12; n++)
    fetched.push(...(await queue.fetch<{ runId: number }>(RUN_QUEUE)).map((job) => job.data.runId));
  expect(fetched).toEqual(asked);
  await system.container.db
    .update(runs)
    .set({ status: "cancelled", finishedAt: new Date() })
    .where(eq(runs.appId, app.appId));
});

it("keeps the share over two workers when one of them is killed", { timeout: PROCESS_TEST_MS }, async () => {
  const { db } = system.container;
  const busy = await appWithTask(handler("await new Promise((resolve) => setTimeout(resolve, 60))"));
  const [first, second] = [await appWithTask(QUICK), await appWithTask(QUICK)];
  await queueMany(busy, 1_000);
  const [victim, survivor] = await Promise.all([
    processes.startWorker(system.url, { TICKER: "off" }),
    processes.startWorker(system.url, { TICKER: "off" }),
  ]);
  const begun = and(eq(runs.appId, busy.appId), inArray(runs.status, ["running", "completed"]));
  await vi.waitFor(async () => expect(await db.$count(runs, begun)).toBeGreaterThan(10), { timeout: PATIENCE_MS });
  const beforeFirst = await db.$count(runs, begun);
  const { runId: one } = await requestRun(first, { idOrName: "task" });
  await vi.waitFor(async () => expect(await statusOf(one)).toBe("completed"), { timeout: PATIENCE_MS, interval: 10 });
  expect((await begunBefore(busy, one)) - beforeFirst).toBeLessThan(30);

  await victim.kill();
  const beforeSecond = await db.$count(runs, begun);
  const { runId: two } = await requestRun(second, { idOrName: "task" });
  await vi.waitFor(async () => expect(await statusOf(two)).toBe("completed"), { timeout: PATIENCE_MS, interval: 10 });
  expect((await begunBefore(busy, two)) - beforeSecond).toBeLessThan(30);
  expect(survivor.isRunning).toBe(true);
  const order = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.appId, busy.appId), eq(runs.status, "completed")))
    .orderBy(asc(runs.startedAt), asc(runs.id));
  expect(order.length).toBeLessThan(1_000);
  await forget(busy);
});
