import { asc, eq, inArray, sql } from "drizzle-orm";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { runs, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule, previousFire } from "#domain/cron/index.ts";
import type { AppContext } from "#server/context.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { useProcesses } from "#tests/support/product-process.ts";
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

/** Five tasks as they stand after an outage: each with a fire that came due some minutes ago, up to two hours. */
async function tasksAfterAnOutage(app: AppContext): Promise<Map<number, Date>> {
  const screen = await system.newScreen(app, handler("return 1"));
  const firstFires = new Map<number, Date>();
  for (const [index, [frequency, timezone]] of SCHEDULES.entries()) {
    const { id } = await createTask(app, { name: `task-${index}`, pageId: screen.id, frequency, timezone });
    const backMs = Math.floor((1 + random() * 120) * MINUTE_MS);
    const first = previousFire(
      parseSchedule(frequency, timezone),
      new Date((await app.clock.now()).getTime() - backMs),
    )!;
    await app.db.update(tasks).set({ nextFireAt: first }).where(eq(tasks.id, id));
    firstFires.set(id, first);
  }
  return firstFires;
}

const readTasks = (ids: readonly number[]) =>
  system.container.db
    .select()
    .from(tasks)
    .where(inArray(tasks.id, [...ids]));

async function caughtUp(ids: readonly number[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const now = await system.container.services.clock.now();
      const due = (await readTasks(ids)).filter((task) => task.nextFireAt! <= now);
      expect(due.map(({ name, nextFireAt }) => ({ name, nextFireAt }))).toEqual([]);
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** One row for every fire from the first that was due to the last that was planned, and of a late batch one that ran. */
async function expectWholeLedger(firstFires: ReadonlyMap<number, Date>): Promise<void> {
  for (const task of await readTasks([...firstFires.keys()])) {
    const rows = await system.container.db
      .select()
      .from(runs)
      .where(eq(runs.taskId, task.id))
      .orderBy(asc(runs.fireAt));
    const from = firstFires.get(task.id)!;
    const until = new Date(task.nextFireAt!.getTime() - 1);
    const expected = firesBetween(parseSchedule(task.frequency!, task.timezone), from, until, 1_000);
    expect(rows.map((run) => run.fireAt?.toISOString())).toEqual(expected.map((fire) => fire.toISOString()));
    expect(expected.length).toBeGreaterThan(0);
    expect(rows.map((run) => run.status)).toContainEqual(expect.not.stringMatching("missed"));
    for (const run of rows) if (run.status === "missed") expect(run.reason).toContain("late");
  }
}

it("leaves one row for every fire when the ticker is killed in the middle of a tick and started again", async () => {
  const { db } = system.container;
  const first = await tasksAfterAnOutage(await system.newApp());
  const killed = await processes.startWorker(system.url);
  await caughtUp([...first.keys()]);
  await expectWholeLedger(first);

  // The next tick is held where its rows are written and its jobs are not, and killed there.
  const holder = new pg.Client({ connectionString: system.url });
  await holder.connect();
  await holder.query("begin");
  await holder.query("lock table pgboss.job in share row exclusive mode");
  const second = await tasksAfterAnOutage(await system.newApp());
  const heldInserts = async () => {
    const { rows } = await db.execute(
      sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and application_name = 'app-tasks' and query ilike '%insert into%pgboss.job%'`,
    );
    return rows.length;
  };
  await vi.waitFor(async () => expect(await heldInserts()).toBe(1), { timeout: 20_000, interval: 20 });
  await killed.kill();
  await holder.query("rollback");
  await holder.end();
  await vi.waitFor(async () => expect(await heldInserts()).toBe(0), { timeout: 10_000, interval: 20 });
  const halfDone = await db
    .select()
    .from(runs)
    .where(inArray(runs.taskId, [...second.keys()]));
  expect(halfDone).toEqual([]);

  // Two at once, as after a deployment.
  await Promise.all([processes.startWorker(system.url), processes.startWorker(system.url)]);
  const all = new Map([...first, ...second]);
  await caughtUp([...all.keys()]);
  await expectWholeLedger(all);
});
