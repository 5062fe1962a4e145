import { asc, eq, max } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { check } from "#bench/faults/check.ts";
import { SETTINGS } from "#bench/faults/fault-process.ts";
import { watchTransitions } from "#bench/faults/invariants.ts";
import { attempts, runs, schedules } from "#db/schema/index.ts";
import { nextFire, parseSchedule } from "#domain/cron/index.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { reapRuns } from "#server/runner/reap-runs.ts";
import { tick } from "#server/scheduler/tick.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { outlive, SAYS, useVictims } from "#tests/support/victim.ts";

const system = useTestSystem();
const victims = useVictims(() => system.url);

let app: AppContext;
let token: string;
let pageId: number;
const tasks: { app: AppContext; id: number }[] = [];

beforeAll(async () => {
  await watchTransitions(system.container.db);
  app = await system.newApp();
  await updateApp(app, { id: app.appId, limits: { tasks: 100 } });
  pageId = (await system.newScreen(app, handler("await new Promise((r) => setTimeout(r, payload?.ms ?? 0)); return 1")))
    .id;
  token = (await createToken(app, { name: "client", kind: "secret", scopes: ["tasks:run"] })).token;
});

afterAll(async () => {
  const { services, runnerDeps } = system.container;
  await tick(services, await services.clock.now());
  await drain(runnerDeps, new AbortController().signal);
  const verdicts = await check(system.container.db, { apps: [app], tasks, schedules: [] }, "");
  expect(verdicts.filter(({ count }) => count !== 0)).toEqual([]);
});

/** A task of every minute whose last five fires nobody planned. */
async function lateTask(name: string): Promise<number> {
  const createdAt = new Date((await app.clock.now()).getTime() - 5 * 60_000);
  const past = { ...app, clock: new FixedClock(createdAt.toISOString()) };
  const { id } = await createTask(past, { name, pageId, frequency: "* * * * *", misfire: "all", overlap: "allow" });
  tasks.push({ app, id });
  return id;
}

const ledger = (taskId: number) => app.db.select().from(runs).where(eq(runs.taskId, taskId)).orderBy(asc(runs.fireAt));

const callCron = (url: string) =>
  fetch(`${url}/api/cron`, { headers: { authorization: `Bearer ${SETTINGS.CRON_SECRET}` } });

const TICK_STEPS = [
  { step: "A1: asked", when: "sent", statements: [SAYS.asksTime], isPlanned: false },
  { step: "A2: due schedules locked", when: "done", statements: [SAYS.locksDue], isPlanned: false },
  { step: "A3: rows inserted", when: "done", statements: [SAYS.insertsFires], isPlanned: false },
  { step: "A4: schedules moved", when: "done", statements: [SAYS.movesSchedules], isPlanned: false },
  { step: "A5: committed", when: "done", statements: [SAYS.movesSchedules, SAYS.commit], isPlanned: true },
] as const;

describe("a scheduler call whose process is killed", () => {
  it.each(TICK_STEPS)("at $step", { timeout: PROCESS_TEST_MS }, async ({ step, when, statements, isPlanned }) => {
    const { victim, url } = await victims.api();
    const task = await lateTask(step);
    const reached = victim.link.stopAt(when, ...statements);
    const answer = callCron(url);
    answer.catch(() => {});
    await reached;
    await victim.kill();
    await expect(answer).rejects.toThrow();

    const planned = await ledger(task);
    if (isPlanned) expect(planned.length).toBeGreaterThanOrEqual(5);
    else expect(planned).toEqual([]);
    await tickTwice(task, planned.length);
  });

  it("at A6: answered", { timeout: PROCESS_TEST_MS }, async () => {
    const { victim, url } = await victims.api();
    const task = await lateTask("A6");
    expect((await callCron(url)).status).toBe(200);
    await victim.kill();
    const planned = await ledger(task);
    expect(planned.every(({ status }) => status === "completed")).toBe(true);
    await tickTwice(task, planned.length);
  });
});

/** The next tick plans what the killed one did not, the one after it nothing; and the schedule stands at its next fire. */
async function tickTwice(task: number, planned: number): Promise<void> {
  const { services } = system.container;
  // A minute may have come meanwhile.
  await vi.waitFor(
    async () => {
      await tick(services, await services.clock.now());
      expect((await ledger(task)).length).toBeGreaterThanOrEqual(Math.max(5, planned));
    },
    { timeout: PATIENCE_MS, interval: 100 },
  );
  const [newest] = await app.db
    .select({ at: max(runs.fireAt) })
    .from(runs)
    .where(eq(runs.taskId, task));
  const [schedule] = await app.db.select().from(schedules).where(eq(schedules.taskId, task));
  expect(schedule!.nextFireAt).toEqual(nextFire(parseSchedule("* * * * *", "UTC"), newest!.at!));
  const rows = (await ledger(task)).length;
  await tick(services, new Date(newest!.at!.getTime() + 1_000));
  expect(await ledger(task)).toHaveLength(rows);
}

async function callRun(url: string, procedure: "run" | "runWithResult", input: object): Promise<{ runId: number }> {
  const response = await fetch(`${url}/api/trpc/tasks.${procedure}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  const { result } = (await response.json()) as { result: { data: { runId: number } } };
  return result.data;
}

const ON_DEMAND_STEPS = [
  { step: "D1: validated", when: "sent", statements: [SAYS.insertsRun], isStored: false },
  { step: "D2: committed", when: "done", statements: [SAYS.insertsRun, SAYS.commit], isStored: true },
] as const;

describe("a run that is asked for while the process is killed", () => {
  async function newTask(name: string): Promise<number> {
    const { id } = await createTask(app, { name, pageId, retries: 1, retryDelayMs: 1_000 });
    tasks.push({ app, id });
    return id;
  }

  it.each(ON_DEMAND_STEPS)("at $step", { timeout: PROCESS_TEST_MS }, async ({ step, when, statements, isStored }) => {
    const { victim, url } = await victims.api();
    const input = { idOrName: await newTask(step), idempotencyKey: "same" };
    const reached = victim.link.stopAt(when, ...statements);
    const answer = callRun(url, "run", input);
    answer.catch(() => {});
    await reached;
    await victim.kill();
    // The client sees an error either way: it asks again with its key, and gets the run that there is.
    await expect(answer).rejects.toThrow();
    const stored = (await ledger(input.idOrName)).map(({ id }) => id);
    expect(stored).toHaveLength(isStored ? 1 : 0);
    const { runId } = await requestRun(asApp(app), input);
    if (isStored) expect([runId]).toEqual(stored);
    expect(await ledger(input.idOrName)).toHaveLength(1);
  });

  it("at D3: answered", { timeout: PROCESS_TEST_MS }, async () => {
    const { victim, url } = await victims.api();
    const { runId } = await callRun(url, "run", { idOrName: await newTask("D3") });
    await victim.kill();
    expect(await system.container.services.runner.wait(app, runId, 0)).toMatchObject({ runId });
  });

  it("while its result is waited for", { timeout: PROCESS_TEST_MS }, async () => {
    const { db, runnerDeps, services } = system.container;
    const { victim, url } = await victims.api();
    const task = await newTask("waited for");
    const input = { idOrName: task, idempotencyKey: "same", payload: { ms: 3_000 } };
    const answer = callRun(url, "runWithResult", input);
    answer.catch(() => {});
    await vi.waitFor(async () => expect((await ledger(task)).map(({ status }) => status)).toEqual(["running"]), {
      timeout: PATIENCE_MS,
      interval: 5,
    });
    await victim.kill();
    await expect(answer).rejects.toThrow();

    // The process that served the request carried the run out itself: it is repeated, since the task may.
    await outlive(db, victim);
    await reapRuns(runnerDeps);
    await drain(runnerDeps, new AbortController().signal);
    const again = await services.runner.runWithResult(asApp(app), input);
    expect(again).toMatchObject({ status: "completed", result: 1 });
    const tried = await app.db.select().from(attempts).where(eq(attempts.runId, again.runId!)).orderBy(attempts.number);
    expect(tried.map(({ status }) => status)).toEqual(["crashed", "completed"]);
  });
});
