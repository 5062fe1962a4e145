import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { openDb } from "#db/client.ts";
import { rateWindows, runs } from "#db/schema/index.ts";
import { APP_IS_FULL, claimRun } from "#server/runner/claim-run.ts";
import { drain } from "#server/runner/drain.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { updateApp } from "../apps/index.ts";
import { requestRun } from "../runs/index.ts";
import { createTask, removeTask } from "../tasks/index.ts";
import { useUp } from "./use-up.ts";

const system = useTestSystem({ TICKER: "off" });

describe("a limit over time", () => {
  const limit = { key: "test", max: 7, windowS: 60 };

  it("lets through as many as it says, however many processes ask at once, and tells when there will be more", async () => {
    const other = openDb(system.url);
    const asks = Array.from({ length: 40 }, (_, n) => useUp(n % 2 ? other.db : system.container.db, limit));
    const answers = await Promise.all(asks).finally(other.close);
    expect(answers.filter((answer) => answer === null)).toHaveLength(7);
    for (const seconds of answers.filter((answer) => answer !== null)) {
      expect(seconds).toBeGreaterThan(50);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  });

  it("begins anew when its window is over", async () => {
    await system.container.db
      .update(rateWindows)
      .set({ startedAt: sql`now() - interval '61 seconds'` })
      .where(eq(rateWindows.key, "test"));
    expect(await useUp(system.container.db, limit)).toBeNull();
  });

  it("counts nothing of what was rolled back", async () => {
    const { db } = system.container;
    const once = { key: "rolled back", max: 1, windowS: 60 };
    await db
      .transaction(async (tx) => {
        await useUp(tx, once);
        throw new Error("no");
      })
      .catch(() => {});
    expect([await useUp(db, once), await useUp(db, once)]).toEqual([null, expect.any(Number)]);
  });
});

describe("the limits of an app", () => {
  let app: AppContext;
  let studio: AppContext;

  beforeEach(async () => {
    studio = await system.newApp();
    app = asApp(studio);
    const screen = await system.newScreen(app, handler("return 'x'.repeat(payload?.length ?? 1)"));
    await createTask(app, { name: "task", pageId: screen.id });
  });

  const setLimits = (limits: Parameters<typeof updateApp>[1]["limits"]) =>
    updateApp(studio, { id: app.appId, ...(limits && { limits }) });
  const run = (payload?: unknown, idempotencyKey?: string) =>
    requestRun(app, { idOrName: "task", payload, ...(idempotencyKey && { idempotencyKey }) });

  it("refuse one run more in a minute than they allow, and count no wish twice", async () => {
    await setLimits({ runsPerMinute: 3 });
    const first = await run(null, "wish");
    for (const _time of [1, 2]) expect(await run(null, "wish")).toEqual(first);
    await Promise.all([run(), run()]);
    await expect(run()).rejects.toMatchObject({
      status: "RATE_LIMITED",
      kind: "rate_limited",
      retryAfterS: expect.any(Number),
      message: expect.stringMatching(/^This app may ask for 3 runs a minute, and has\. Try again in \d+ s/),
    });
    // The refused wish left nothing behind, and the one before it is still answered.
    expect(await app.db.select().from(runs).where(eq(runs.appId, app.appId))).toHaveLength(3);
    expect(await run(null, "wish")).toEqual(first);
  });

  it("count for each app alone", async () => {
    await setLimits({ runsPerMinute: 0 });
    await expect(run()).rejects.toMatchObject({ status: "RATE_LIMITED" });
    const other = asApp(await system.newApp());
    const screen = await system.newScreen(other, handler("return 1"));
    await createTask(other, { name: "task", pageId: screen.id });
    await requestRun(other, { idOrName: "task" });
  });

  it("bound payloads and results", async () => {
    await setLimits({ payloadBytes: 2_000, resultBytes: 1_024 });
    await expect(run("x".repeat(2_000))).rejects.toMatchObject({ status: "PAYLOAD_TOO_LARGE", field: "payload" });
    const fits = await app.runner.runWithResult(app, { idOrName: "task", payload: { length: 1_000 } });
    expect(fits).toMatchObject({ status: "completed" });
    const tooLong = await app.runner.runWithResult(app, { idOrName: "task", payload: { length: 1_100 } });
    expect(tooLong).toMatchObject({ status: "failed", error: { status: "RESULT_TOO_LARGE" } });
  });

  it("start no more runs at once than they allow, whoever asks, and the rest in their turn", async () => {
    await setLimits({ concurrentRuns: 2 });
    const ids = await Promise.all(Array.from({ length: 6 }, async () => (await run()).runId));
    const claims = await Promise.all(ids.map((id, n) => claimRun(app.db, id, `process ${n}`)));
    expect(claims.filter((claim) => claim === APP_IS_FULL)).toHaveLength(4);
    await app.db.update(runs).set({ status: "completed", finishedAt: sql`now()` }).where(eq(runs.status, "running"));

    await setLimits({ concurrentRuns: 1 });
    await expect
      .poll(
        async () => {
          await drain(system.container.runnerDeps, new AbortController().signal);
          return (await app.db.select().from(runs).where(eq(runs.status, "queued"))).length;
        },
        { timeout: 30_000 },
      )
      .toBe(0);
    const ended = await app.db.select().from(runs).where(eq(runs.appId, app.appId));
    const own = ended.filter(({ leaseOwner, attempt }) => leaseOwner === null && attempt > 0);
    const spans = own.map(({ startedAt, finishedAt }) => [Number(startedAt), Number(finishedAt)] as const);
    spans.sort(([a], [b]) => a - b);
    for (const [n, [start]] of spans.entries()) if (n > 0) expect(start).toBeGreaterThanOrEqual(spans[n - 1]![1]);
  });

  it("queue a run that somebody waits for while the app is full, and answer it all the same", async () => {
    await setLimits({ concurrentRuns: 1 });
    const { runId } = await run();
    await claimRun(app.db, runId, "another process");
    const waited = app.runner.runWithResult(app, { idOrName: "task" });
    await expect.poll(async () => (await app.db.select().from(runs).where(eq(runs.appId, app.appId))).length).toBe(2);
    await app.db.update(runs).set({ status: "completed", finishedAt: sql`now()` }).where(eq(runs.id, runId));
    await drain(system.container.runnerDeps, new AbortController().signal);
    expect(await waited).toMatchObject({ status: "completed", result: "x" });
  });

  it("let a run that another waits for through, however full the app is", async () => {
    const outer = await system.newScreen(app, handler("return Fliplet.App.Tasks.runWithResult('task')"));
    await createTask(app, { name: "outer", pageId: outer.id });
    await setLimits({ concurrentRuns: 1 });
    expect(await app.runner.runWithResult(app, { idOrName: "outer" })).toMatchObject({ result: "x" });
  });

  it("end a loop that creates and removes tasks", async () => {
    const screen = await system.newScreen(app, handler("return 1"));
    const loop = async () => {
      for (let n = 0; n < 150; n++) {
        await createTask(app, { name: "again", pageId: screen.id });
        await removeTask(app, { idOrName: "again" });
      }
    };
    await expect(loop()).rejects.toMatchObject({ status: "RATE_LIMITED", retryAfterS: expect.any(Number) });
  });
});

describe("tasks that pages may call", () => {
  it("are those marked so; of others a publishable token learns nothing, not even whether they are there", async () => {
    const app = await system.newApp();
    const screen = await system.newScreen(app, handler("return 1"));
    const open = await createTask(app, { name: "open", pageId: screen.id });
    const closed = await createTask(app, { name: "closed", pageId: screen.id, callable: false });
    const scheduled = await createTask(app, { name: "scheduled", pageId: screen.id, frequency: "0 8 * * *" });
    expect([open.callable, closed.callable, scheduled.callable]).toEqual([true, false, false]);

    const page: AppContext = { ...app, actor: { kind: "token", id: 1, name: "page", isPublishable: true } };
    await requestRun(page, { idOrName: "open" });
    const told = await Promise.all(
      ["closed", "scheduled", "nothing", closed.id].map((idOrName) =>
        Promise.all([
          requestRun(page, { idOrName }).catch((error: Error) => error),
          app.runner.runWithResult(page, { idOrName }).catch((error: Error) => error),
        ]),
      ),
    );
    expect(new Set(told.flat().map((error) => (error as Error).message)).size).toBe(1);
    expect(told[0]![0]).toMatchObject({ status: "FORBIDDEN" });
    await requestRun(asApp(app), { idOrName: "closed" });
  });
});
