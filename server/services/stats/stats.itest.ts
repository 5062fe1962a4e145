import { describe, expect, it } from "vitest";
import { type NewRun, runs } from "#db/schema/index.ts";
import type { RunStatus } from "#domain/run.ts";
import type { AppContext } from "#server/context.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask, removeTask } from "../tasks/index.ts";
import { getOverview, listTaskDurations, listTaskStats } from "./index.ts";

const system = useTestSystem();
const NOW = "2026-01-05T12:00:00.000Z";
const FAILURES: readonly RunStatus[] = ["failed", "timed_out", "out_of_memory", "crashed"];
const error = { name: "TypeError", message: "x is undefined\nat line 3", stack: "", status: "EXECUTION_FAILED" };
const ago = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000);

async function appWithTask(name = "task") {
  const app = { ...(await system.newApp()), clock: new FixedClock(NOW) };
  const screen = await system.newScreen(app, handler("return 1"));
  const task = await createTask(app, { name, pageId: screen.id });
  const add = (status: RunStatus, minutesAgo: number, values: Partial<NewRun> = {}, taskId = task.id) =>
    addRun(app, { taskId, screenId: screen.id, status }, minutesAgo, values);
  return { app, task, screen, add };
}

async function addRun(
  app: AppContext,
  run: Pick<NewRun, "taskId" | "screenId" | "status">,
  minutesAgo: number,
  values: Partial<NewRun>,
): Promise<number> {
  const at = ago(minutesAgo);
  const hasRun = run.status !== "queued" && run.status !== "skipped" && run.status !== "missed";
  const isUnfinished = run.status === "queued" || run.status === "running";
  const [row] = await app.db
    .insert(runs)
    .values({
      appId: app.appId,
      environment: "published",
      trigger: "schedule",
      queuedAt: at,
      ...run,
      ...(hasRun && { startedAt: at }),
      ...(!isUnfinished && { finishedAt: at }),
      ...(hasRun && !isUnfinished && { durationMs: 1_000 }),
      ...(FAILURES.includes(run.status) && { error }),
      ...((run.status === "skipped" || run.status === "missed") && { reason: "Nobody was there." }),
      ...values,
    })
    .returning({ id: runs.id });
  return row!.id;
}

const overview = (app: AppContext, timezone = "UTC") => getOverview(app, { timezone });
const looks = async (app: AppContext) =>
  (await overview(app)).attention.map(({ taskName, environment, count }) => [taskName, environment, count]);

describe("listTaskStats", () => {
  it("tells how the newest ended runs went, oldest first, and leaves unfinished ones out", async () => {
    const { app, task, add } = await appWithTask();
    await add("completed", 50, { durationMs: 100 });
    await add("failed", 40, { durationMs: 9_000 });
    await add("skipped", 30);
    await add("cancelled", 25);
    await add("completed", 20, { durationMs: 300 });
    await add("completed", 10, { durationMs: 200 });
    await add("running", 5);
    const [stats] = await listTaskStats(app, {});
    expect(stats).toMatchObject({ taskId: task.id, executed: 4, successRate: 0.75, p50Ms: 200, p95Ms: 300 });
    expect(stats?.outcomes.map(({ status }) => status)).toEqual([
      ...["completed", "failed", "skipped", "cancelled", "completed", "completed"],
    ]);
    expect(stats?.outcomes[0]).toMatchObject({ at: ago(50).toISOString(), durationMs: 100 });
  });

  it("shows 30 outcomes, counts 100 runs, and none older than the days asked for", async () => {
    const { app, add } = await appWithTask();
    await add("failed", 3 * 1_440);
    for (let n = 0; n < 101; n++) await add(n === 0 ? "failed" : "completed", 200 - n);
    const [stats] = await listTaskStats(app, {});
    expect(stats).toMatchObject({ executed: 100, successRate: 1 });
    expect(stats?.outcomes).toHaveLength(30);
    expect(stats?.outcomes.at(-1)?.at).toBe(ago(100).toISOString());

    const { app: other, add: addOther } = await appWithTask();
    await addOther("failed", 3 * 1_440);
    await addOther("completed", 10);
    expect((await listTaskStats(other, { days: 2 }))[0]).toMatchObject({ executed: 1, successRate: 1 });
  });

  it("says nothing of what has not run, of removed tasks and of another app's", async () => {
    const { app, task } = await appWithTask();
    const { app: other, add } = await appWithTask();
    await add("completed", 10);
    expect(await listTaskStats(app, {})).toEqual([
      { taskId: task.id, outcomes: [], executed: 0, successRate: null, p50Ms: null, p95Ms: null },
    ]);
    await removeTask(app, { idOrName: task.id });
    expect(await listTaskStats(app, {})).toEqual([]);
    expect(await listTaskStats(other, {})).toHaveLength(1);
  });
});

describe("listTaskDurations", () => {
  it("lists runs that were executed, oldest first, up to the limit", async () => {
    const { app, task, add } = await appWithTask();
    await add("completed", 30, { durationMs: 1 });
    const second = await add("failed", 20, { durationMs: 2 });
    await add("missed", 15);
    const third = await add("timed_out", 10, { durationMs: 3 });
    expect(await listTaskDurations(app, { taskId: task.id, limit: 2 })).toEqual([
      { runId: second, status: "failed", startedAt: ago(20).toISOString(), durationMs: 2 },
      { runId: third, status: "timed_out", startedAt: ago(10).toISOString(), durationMs: 3 },
    ]);
    const { app: other } = await appWithTask();
    await expect(listTaskDurations(other, { taskId: task.id })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
  });
});

describe("what needs a look", () => {
  it("is a task that ended badly since it last completed, with its newest error", async () => {
    const { app, task, add } = await appWithTask("import");
    await add("failed", 90);
    await add("completed", 80);
    await add("failed", 70);
    const newest = await add("timed_out", 60);
    await add("cancelled", 50);
    const { attention } = await overview(app);
    expect(attention).toEqual([
      {
        taskId: task.id,
        taskName: "import",
        environment: "published",
        run: {
          id: newest,
          status: "timed_out",
          at: ago(60).toISOString(),
          errorLine: "TypeError: x is undefined",
        },
        count: 2,
        since: ago(70).toISOString(),
      },
    ]);
    await add("completed", 1);
    expect(await looks(app)).toEqual([]);
  });

  it("keeps what is published apart from drafts", async () => {
    const { app, add } = await appWithTask();
    await add("failed", 20);
    await add("completed", 10, { environment: "draft" });
    expect(await looks(app)).toEqual([["task", "published", 1]]);
  });

  it("counts missed fires, with the reason, and forgets what is a day old", async () => {
    const { app, add } = await appWithTask();
    await add("failed", 1_441);
    expect(await looks(app)).toEqual([]);
    await add("missed", 5);
    expect((await overview(app)).attention[0]).toMatchObject({ count: 1, run: { errorLine: "Nobody was there." } });
  });

  it("leaves out removed tasks and other apps", async () => {
    const { app, task, add } = await appWithTask();
    const { app: other } = await appWithTask();
    await add("crashed", 5);
    expect(await looks(other)).toEqual([]);
    expect(await looks(app)).toHaveLength(1);
    await removeTask(app, { idOrName: task.id });
    expect(await looks(app)).toEqual([]);
  });
});

describe("the day", () => {
  it("begins at midnight in the zone, and counts what ended since", async () => {
    const { app, add } = await appWithTask();
    // 12:00 UTC is 13:00 in Berlin, where the day began at 23:00 UTC, 13 hours ago.
    await add("completed", 12.5 * 60, { durationMs: 10 });
    await add("completed", 60, { durationMs: 20 });
    await add("failed", 50);
    await add("missed", 40);
    expect((await overview(app, "Europe/Berlin")).today).toMatchObject({
      since: "2026-01-04T23:00:00.000Z",
      completed: 2,
      failed: 1,
      missed: 1,
      successRate: 2 / 3,
      p50Ms: 10,
      p95Ms: 20,
      startDelay: null,
      isCut: false,
    });
    expect((await overview(app)).today).toMatchObject({ since: "2026-01-05T00:00:00.000Z", completed: 1 });
    await expect(overview(app, "Mars/Base")).rejects.toMatchObject({ status: "TIMEZONE_INVALID" });
  });

  it("measures how late runs of schedules started", async () => {
    const { app, screen } = await appWithTask();
    const task = await createTask(app, { name: "hourly", pageId: screen.id, frequency: "0 * * * *" });
    const scheduleId = task.schedules[0]!.id;
    const run = { taskId: task.id, screenId: screen.id, status: "completed" as const };
    await addRun(app, run, 60, { scheduleId, fireAt: new Date(ago(60).getTime() - 250) });
    await addRun(app, run, 59, { scheduleId, fireAt: ago(120), effectiveAt: new Date(ago(59).getTime() - 750) });
    expect((await overview(app)).today.startDelay).toEqual({ p50Ms: 250, p95Ms: 750 });
  });
});

describe("what runs now", () => {
  it("lists running runs, then those that wait for a place, and not those whose time is to come", async () => {
    const { app, task, add } = await appWithTask();
    const waiting = await add("queued", 1);
    const running = await add("running", 2);
    await add("queued", 3, { effectiveAt: ago(-60) });
    await add("completed", 4);
    const { app: other, add: addOther } = await appWithTask();
    await addOther("running", 1);
    expect(await overview(app)).toMatchObject({
      runningCount: 1,
      waitingCount: 1,
      active: [
        { id: running, status: "running", taskId: task.id, taskName: "task", startedAt: ago(2).toISOString() },
        { id: waiting, status: "queued", startedAt: null, queuedAt: ago(1).toISOString() },
      ],
    });
    expect((await overview(other)).active).toHaveLength(1);
  });
});
