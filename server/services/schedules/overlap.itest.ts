import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { openDb } from "#db/client.ts";
import { runs } from "#db/schema/index.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { drain } from "#server/runner/drain.ts";
import { tick } from "#server/scheduler/tick.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask } from "../tasks/index.ts";

const system = useTestSystem();

async function scheduled(task: Partial<CreateTaskInput>, body = "return 1") {
  const clock = new FixedClock("2026-01-05T07:59:30Z");
  const app = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler(body));
  const { id } = await createTask(app, { name: "task", pageId: screen.id, ...task });
  const statuses = async () => {
    const rows = await app.db.select().from(runs).where(eq(runs.taskId, id)).orderBy(asc(runs.fireAt), asc(runs.id));
    return rows.map((run) => run.status);
  };
  return { app, id, statuses };
}

/** A connection that holds a lock until it ends. */
async function holding(statement: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: system.url });
  await client.connect();
  await client.query("begin");
  await client.query(statement);
  return client;
}

/** How many sessions wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await system.container.db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

it("keeps two schedules of one task apart when two ticks have one each", async () => {
  const { app, id, statuses } = await scheduled({
    schedules: [{ frequency: "* * * * *" }, { frequency: "*/1 * * * *" }],
  });
  const now = new Date("2026-01-05T08:00:00Z");
  const other = openDb(system.url, { max: 2 });
  const [ofQueue, ofSecond] = await Promise.all([
    holding("lock table pgboss.job in share row exclusive mode"),
    holding(`select 1 from schedules where task_id = ${id} and position = 1 for update`),
  ]);
  const first = tick(app, now);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000, interval: 10 });
  // The first tick has decided and not committed; now the second schedule falls to another.
  await ofSecond.end();
  const second = tick({ ...app, db: other.db }, now);
  await vi.waitFor(async () => expect(await waiting()).toBe(2), { timeout: 10_000, interval: 10 });
  await ofQueue.end();
  await Promise.all([first, second]);
  await other.close();
  expect((await statuses()).sort()).toEqual(["queued", "skipped"]);
});

it("counts a run that waits for its retry as unfinished", async () => {
  const failing = { frequency: "* * * * *", retries: 1, retryDelayMs: 3_600_000 };
  const { app, statuses } = await scheduled(failing, "throw new Error('no')");
  await tick(app, new Date("2026-01-05T08:00:00Z"));
  await drain(system.container.runnerDeps, new AbortController().signal);
  expect(await statuses()).toEqual(["queued"]);
  await tick(app, new Date("2026-01-05T08:01:00Z"));
  expect(await statuses()).toEqual(["queued", "skipped"]);
});
