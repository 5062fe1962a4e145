import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { check } from "#bench/faults/check.ts";
import type { FaultProcess } from "#bench/faults/fault-process.ts";
import { watchTransitions } from "#bench/faults/invariants.ts";
import { attempts, dataSourceEntries, logLines, runs } from "#db/schema/index.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { reapRuns } from "#server/runner/reap-runs.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { childrenOf, isAlive, outlive, SAYS, useVictims } from "#tests/support/victim.ts";

const system = useTestSystem({ EGRESS_ALLOW: "127.0.0.1" });
const victims = useVictims(() => system.url);
const waiting = { timeout: PATIENCE_MS, interval: 20 };
const PAUSE = "const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));";

let app: AppContext;
let called: FetchServer;
const tasks: { app: AppContext; id: number }[] = [];
/** Told of each call from outside; it answers once that is over. */
let onCall: () => Promise<void> = async () => {};
let calls = 0;

beforeAll(async () => {
  await watchTransitions(system.container.db);
  called = await serveFetch(async () => {
    calls += 1;
    await onCall();
    return Response.json({});
  });
  app = await system.newApp();
  await updateApp(app, { id: app.appId, limits: { tasks: 100 } });
  await createDataSource(app, { name: "Written" });
});

afterAll(async () => {
  await called.close();
  // Whatever was killed where: nothing was lost, doubled, or left half done.
  const verdicts = await check(system.container.db, { apps: [app], tasks, schedules: [] }, "");
  expect(verdicts.filter(({ count }) => count !== 0)).toEqual([]);
});

async function newTask(name: string, code: string, retries: number): Promise<number> {
  const screen = await system.newScreen(app, handler(`${PAUSE} ${code}`), name);
  const { id } = await createTask(app, { name, pageId: screen.id, retries, retryDelayMs: 1_000 });
  tasks.push({ app, id });
  return id;
}

const ask = async (task: number) =>
  (await requestRun(asApp(app), { idOrName: task, payload: { url: called.url } })).runId;
const rowOf = async (id: number) => (await app.db.select().from(runs).where(eq(runs.id, id)))[0]!;
const linesOf = (id: number) => app.db.select().from(logLines).where(eq(logLines.runId, id));

/** Kills the worker and checks that its sandboxes die with it. */
async function kill(victim: FaultProcess): Promise<void> {
  const sandboxes = childrenOf(victim.pid);
  await victim.kill();
  await vi.waitFor(() => expect(sandboxes.filter(isAlive)).toEqual([]), { timeout: 5_000, interval: 20 });
}

/** What those who are left make of it once the dead worker's time is over. */
async function recover(victim: FaultProcess): Promise<void> {
  const { runnerDeps, db } = system.container;
  await outlive(db, victim);
  await reapRuns(runnerDeps);
  await drain(runnerDeps, new AbortController().signal);
}

interface Step {
  step: string;
  code: string;
  /** Sets up what the worker stops at; resolves when it is there. */
  reach: (victim: FaultProcess, runId: number) => Promise<unknown>;
  /** What stands in the database when it is killed there. */
  killed: "queued" | "running" | "completed";
}

const stop =
  (when: "sent" | "done", ...statements: RegExp[]): Step["reach"] =>
  ({ link }) =>
    link.stopAt(when, ...statements);

const WRITES = "await (await Fliplet.DataSources.connectByName('Written')).insert({ run: Fliplet.Env.get('runId') });";

const STEPS: Step[] = [
  { step: "B1: job fetched", code: "return 1", reach: stop("done", SAYS.fetchesJobs), killed: "queued" },
  { step: "B2: claim committed", code: "return 1", reach: stop("done", SAYS.claims, SAYS.commit), killed: "running" },
  { step: "B3: sandbox started", code: "return 1", reach: sandboxOf, killed: "running" },
  {
    step: "B4: handler under way, its lines on their way",
    code: "console.log('begun'); await pause(1_000)",
    reach: stop("sent", SAYS.writesLines),
    killed: "running",
  },
  { step: "B5: the outside was called", code: "await fetch(payload.url)", reach: theCall, killed: "running" },
  { step: "B6: effect recorded", code: WRITES, reach: stop("done", SAYS.writesRow, SAYS.commit), killed: "running" },
  { step: "B7: result there", code: "console.log('last')", reach: stop("sent", SAYS.writesLines), killed: "running" },
  { step: "B8: lines written", code: "console.log('last')", reach: stop("sent", SAYS.ends), killed: "running" },
  { step: "B9: end committed", code: "return 1", reach: stop("done", SAYS.ends, SAYS.commit), killed: "completed" },
  { step: "B10: who waited was answered", code: "return 1", reach: theAnswer, killed: "completed" },
];

function sandboxOf({ pid }: FaultProcess): Promise<unknown> {
  return vi.waitFor(() => expect(childrenOf(pid)).not.toEqual([]), { ...waiting, interval: 2 });
}

function theCall(victim: FaultProcess): Promise<unknown> {
  return new Promise<void>((resolve) => {
    onCall = async () => {
      onCall = async () => {};
      resolve();
      await victim.exit;
    };
  });
}

function theAnswer(_victim: FaultProcess, runId: number): Promise<unknown> {
  return system.container.services.runner.wait(app, runId, PATIENCE_MS);
}

describe("a worker that is killed, with its sandboxes", () => {
  it.each(STEPS)("at $step", { timeout: PROCESS_TEST_MS }, async ({ step, code, reach, killed }) => {
    const task = await newTask(step, code, 1);
    const runId = await ask(task);
    const victim = await victims.worker((link) => {
      link.swallow();
    });
    const reached = reach(victim, runId);
    victim.link.heal();
    await Promise.race([reached, victim.exit.then(() => Promise.reject(new Error(victim.output)))]);
    await kill(victim);
    expect((await rowOf(runId)).status).toBe(killed);

    const before = { lines: (await linesOf(runId)).length, calls };
    await recover(victim);
    const isRepeated = killed === "running";
    expect(await rowOf(runId)).toMatchObject({ status: "completed", attempt: isRepeated ? 2 : 1, failures: 0 });
    const tried = await app.db.select().from(attempts).where(eq(attempts.runId, runId)).orderBy(attempts.number);
    expect(tried.map(({ status }) => status)).toEqual(isRepeated ? ["crashed", "completed"] : ["completed"]);
    expect((await linesOf(runId)).length).toBeGreaterThanOrEqual(before.lines);

    // What can be done twice is done once an attempt: nobody can know whether the first came to it.
    if (step.startsWith("B5")) expect(calls).toBe(before.calls + 1);
    const written = await app.db
      .select()
      .from(dataSourceEntries)
      .where(sql`${dataSourceEntries.data} ->> 'run' = ${String(runId)}`);
    expect(written).toHaveLength(step.startsWith("B6") ? 2 : 0);
  });
});

it("ends the run of a sandbox that is killed alone at once, with the lines so far", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const victim = await victims.worker();
  const runId = await ask(await newTask("sandbox", "console.log('begun'); await pause(60_000)", 0));
  await vi.waitFor(async () => expect(await linesOf(runId)).toHaveLength(1), waiting);
  for (const pid of childrenOf(victim.pid)) process.kill(pid, "SIGKILL");
  await vi.waitFor(async () => expect((await rowOf(runId)).status).toBe("crashed"), { timeout: 5_000, interval: 20 });
  expect((await rowOf(runId)).error).toMatchObject({ status: "RUN_CRASHED" });
  expect((await linesOf(runId)).map(({ message }) => message)).toEqual(["begun"]);

  // And the worker goes on.
  const next = await ask(await newTask("next", "return 1", 0));
  expect(await system.container.services.runner.wait(app, next, PATIENCE_MS)).toMatchObject({ status: "completed" });
});
