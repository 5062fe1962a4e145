import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { runs } from "#db/schema/index.ts";
import { firesBetween, nextFire, parseSchedule, type Schedule } from "#domain/cron/index.ts";
import type { AppContext } from "#server/context.ts";
import { createTask, getTask } from "#server/services/tasks/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { PATIENCE_MS, PROCESS_TEST_MS, useProcesses } from "#tests/support/product-process.ts";
import { seededRandom } from "#tests/support/seeded-random.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();
const processes = useProcesses();
const random = seededRandom(20_260_329);

const MINUTE_MS = 60_000;
const SCHEDULES = [
  ["* * * * *", "UTC"],
  ["*/2 * * * *", "Europe/London"],
  ["*/7 * * * *", "UTC"],
  ["1-59/3 * * * *", "Asia/Kathmandu"],
  ["5,20,50 * * * *", "America/New_York"],
] as const;

interface Late {
  app: AppContext;
  id: number;
  schedule: Schedule;
  /** The first fire that is owed. */
  from: Date;
}

/** Five tasks as they stand after an outage: their first fires came due some minutes ago, up to two hours. */
async function tasksAfterAnOutage(): Promise<Late[]> {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return 1"));
  const late: Late[] = [];
  for (const [index, [frequency, timezone]] of SCHEDULES.entries()) {
    const backMs = Math.floor((61 + random() * 60) * MINUTE_MS);
    const createdAt = new Date((await app.clock.now()).getTime() - backMs);
    const { id } = await createTask(
      { ...app, clock: new FixedClock(createdAt.toISOString()) },
      { name: `task-${index}`, pageId: screen.id, frequency, timezone },
    );
    const schedule = parseSchedule(frequency, timezone);
    late.push({ app, id, schedule, from: nextFire(schedule, createdAt)! });
  }
  return late;
}

const nextRunAt = async ({ app, id }: Late) => new Date((await getTask(app, { idOrName: id })).nextRunAt!);

async function caughtUp(tasks: readonly Late[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const now = await system.container.services.clock.now();
      for (const task of tasks) expect((await nextRunAt(task)).getTime()).toBeGreaterThan(now.getTime());
    },
    { timeout: PATIENCE_MS, interval: 50 },
  );
}

const ledger = ({ app, id }: Late) => app.db.select().from(runs).where(eq(runs.taskId, id)).orderBy(asc(runs.fireAt));

/** One row for every fire from the first that was due to the last that was planned; of a late batch one ran. */
async function expectWholeLedger(tasks: readonly Late[]): Promise<void> {
  for (const task of tasks) {
    const next = await nextRunAt(task);
    const rows = (await ledger(task)).filter((run) => run.fireAt! < next);
    const expected = firesBetween(task.schedule, task.from, new Date(next.getTime() - 1), 1_000);
    expect(rows.map((run) => run.fireAt?.toISOString())).toEqual(expected.map((fire) => fire.toISOString()));
    expect(expected.length).toBeGreaterThan(2);
    expect(new Set(rows.map((run) => run.status === "missed"))).toEqual(new Set([true, false]));
    for (const run of rows) if (run.status === "missed") expect(run.reason).toContain("late");
  }
}

it("leaves one row for every fire when the ticker is killed in the middle of a tick and started again", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const { db } = system.container;
  const first = await tasksAfterAnOutage();
  const killed = await processes.startWorker(system.url);
  await caughtUp(first);
  await expectWholeLedger(first);

  // The next tick is held where its rows are written and its jobs are not, and killed there.
  const holder = new pg.Client({ connectionString: system.url });
  await holder.connect();
  await holder.query("begin");
  await holder.query("lock table pgboss.job in share row exclusive mode");
  const second = await tasksAfterAnOutage();
  const heldInserts = async () => {
    const { rows } = await db.execute(
      sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and application_name = 'app-tasks' and query ilike '%insert into%pgboss.job%'`,
    );
    return rows.length;
  };
  await vi.waitFor(async () => expect(await heldInserts()).toBe(1), { timeout: PATIENCE_MS, interval: 20 });
  await killed.kill();
  await holder.query("rollback");
  await holder.end();
  await vi.waitFor(async () => expect(await heldInserts()).toBe(0), { timeout: PATIENCE_MS, interval: 20 });
  for (const task of second) expect(await ledger(task)).toEqual([]);

  // Two at once, as after a deployment.
  await Promise.all([processes.startWorker(system.url), processes.startWorker(system.url)]);
  const all = [...first, ...second];
  await caughtUp(all);
  await expectWholeLedger(all);
});
