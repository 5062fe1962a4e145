import { and, eq, inArray, like, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { dataSourceEntries, logEntries, runs } from "#db/schema/index.ts";
import { isFinal } from "#domain/run.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS, useProcesses } from "#tests/support/product-process.ts";
import { seededRandom } from "#tests/support/seeded-random.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();
const processes = useProcesses();

const RUNS = 60;

/** Leaves one row a run, with a pause on either side so that a kill finds runs before their effect and after it. */
const WRITE_ONE_ROW = handler(`
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  await pause(payload.beforeMs);
  const written = await Fliplet.DataSources.connectByName("Written");
  await written.insert({ key: payload.key });
  await pause(payload.afterMs);
`);

it("loses no run and repeats none when one of two workers is killed in the middle", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const { db } = system.container;
  const app = await system.newApp();
  await createDataSource(app, { name: "Written" });
  const screen = await system.newScreen(app, WRITE_ONE_ROW);
  await createTask(app, { name: "write", pageId: screen.id });
  const [victim, survivor] = await Promise.all([
    processes.startWorker(system.url, { TICKER: "off" }),
    processes.startWorker(system.url, { TICKER: "off" }),
  ]);

  const random = seededRandom(20_260_105);
  const keyOf = new Map<number, number>();
  for (let key = 0; key < RUNS; key++) {
    const payload = { key, beforeMs: Math.floor(random() * 200), afterMs: Math.floor(random() * 200) };
    keyOf.set((await requestRun(asApp(app), { idOrName: "write", payload })).runId, key);
  }
  const readRuns = () => db.select().from(runs).where(eq(runs.appId, app.appId));
  const ofVictim = and(eq(runs.status, "running"), like(runs.leaseOwner, `%:${victim.pid}:%`));

  await vi.waitFor(
    async () => {
      const all = await readRuns();
      expect(all.filter((run) => run.status === "completed").length).toBeGreaterThanOrEqual(RUNS / 5);
      expect(await db.select().from(runs).where(ofVictim)).not.toHaveLength(0);
    },
    { timeout: PATIENCE_MS, interval: 5 },
  );
  await victim.kill();
  const unfinished = (await readRuns()).filter((run) => !isFinal(run.status));
  expect(unfinished.length).toBeGreaterThan(RUNS / 5);

  const lost = new Set<number>();
  await vi.waitFor(
    async () => {
      // The hour after the kill, in a moment: leases run out, and jobs that were fetched and never begun are missed.
      const expired = await db
        .update(runs)
        .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
        .where(ofVictim)
        .returning({ id: runs.id });
      for (const { id } of expired) lost.add(id);
      const waiting = await db
        .update(runs)
        .set({ queuedAt: sql`now() - interval '1 hour'` })
        .where(eq(runs.status, "queued"))
        .returning({ jobId: runs.jobId });
      await db.execute(sql`
        update pgboss.job set started_on = now() - interval '1 hour'
        where state = 'active' and id = any(${sql.param(waiting.map((run) => run.jobId))}::uuid[])`);
      if (!survivor.isRunning) throw new Error(`The other worker ended too: ${survivor.output}`);
      const open = (await readRuns()).filter((run) => !isFinal(run.status));
      expect(open.map(({ id, status, leaseOwner }) => ({ id, status, leaseOwner }))).toEqual([]);
    },
    { timeout: PATIENCE_MS, interval: 100 },
  );
  expect(survivor.isRunning).toBe(true);

  const ended = await readRuns();
  const crashed = ended.filter((run) => run.status === "crashed").map((run) => run.id);
  expect(lost.size).toBeGreaterThan(0);
  expect(crashed.sort()).toEqual([...lost].sort());
  expect(ended.filter((run) => run.status === "completed")).toHaveLength(RUNS - lost.size);
  expect(ended.filter((run) => run.attempt !== 1)).toEqual([]);

  const entries = await db.select().from(logEntries).where(eq(logEntries.appId, app.appId));
  expect(entries.map((entry) => entry.runId).sort()).toEqual(ended.map((run) => run.id).sort());
  const failures = entries.filter((entry) => entry.type === "app.task.failed").map((entry) => entry.runId);
  expect(failures.sort()).toEqual([...lost].sort());

  const rows = await db.select().from(dataSourceEntries).where(eq(dataSourceEntries.appId, app.appId));
  const keys = rows.map((row) => Number(row.data.key));
  expect(keys).toHaveLength(new Set(keys).size);
  const completed = ended.filter((run) => !lost.has(run.id)).map((run) => keyOf.get(run.id));
  expect(completed.filter((key) => !keys.includes(key!))).toEqual([]);

  // What a crashed run left behind is its own: one row at the most, and the run says that it may have done it.
  const told = await db
    .select({ error: runs.error })
    .from(runs)
    .where(inArray(runs.id, [...lost]));
  for (const { error } of told) expect(error).toMatchObject({ name: "RunCrashed", status: "RUN_CRASHED" });
});
