import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AppContext } from "#server/context.ts";
import { tick } from "#server/scheduler/tick.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { check } from "./check.ts";
import { watchTransitions } from "./invariants.ts";
import type { World } from "./world.ts";

const system = useTestSystem();
const folder = mkdtempSync(join(tmpdir(), "app-tasks-check-"));
const promises = join(folder, "promises.jsonl");
let world: World;
let app: AppContext;

beforeAll(async () => {
  await watchTransitions(system.container.db);
  const clock = new FixedClock("2026-01-05T07:59:30Z");
  app = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler("return 1"));
  const { id } = await createTask(app, { name: "task", pageId: screen.id, frequency: "* * * * *", misfire: "all" });
  clock.set("2026-01-05T08:05:10Z");
  await tick(app, await clock.now());
  // The tick was of another day; the rest is as of now.
  await app.db.execute(sql`update runs set queued_at = now()`);
  await app.db.execute(sql`update schedules set next_fire_at = now() + interval '1 minute'`);
  await system.newApp();
  world = { apps: [app], tasks: [{ app, id }], schedules: [] };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const broken = async () =>
  (await check(system.container.db, world, promises)).filter(({ count }) => count > 0).map(({ id }) => id);

/** One way to break each invariant, without the guards that the schema has against it. */
const BREAKS: [id: string, statement: string][] = [
  [
    "I01",
    "insert into runs (app_id, task_id, screen_id, schedule_id, environment, trigger, fire_at, status) select app_id, task_id, screen_id, schedule_id, environment, trigger, fire_at, status from runs limit 1",
  ],
  ["I02", "delete from runs where id = (select max(id) from runs)"],
  ["I03", "update runs set started_at = fire_at - interval '1 millisecond'"],
  ["I05", "update runs set status = 'running', lease_expires_at = now() - interval '1 hour'"],
  ["I06", "drop trigger runs_final_is_final on runs"],
  ["I07", "update runs set status = 'running', lease_expires_at = now() + interval '1 minute'"],
  ["I08", "update runs set failures = 1"],
  ["I09", "update runs set status = 'completed', finished_at = now(), lease_owner = 'someone'"],
  [
    "I10",
    "insert into log_lines (app_id, task_id, run_id, seq, at, level, kind, message) select app_id, task_id, id, 2, now(), 'log', 'console', '' from runs",
  ],
  ["I11", "update schedules set next_fire_at = null"],
  ["I13", "update runs set app_id = (select max(id) from apps)"],
  ["I14", `update apps set limits = '{"tasks": 0}'`],
  ["I19", "update runs set queued_at = now() - interval '1 hour'"],
];

it("finds nothing where nothing is broken", async () => {
  expect(await broken()).toEqual([]);
});

it.each(BREAKS)("sees a broken %s", async (id, statement) => {
  const { db } = system.container;
  // All of it in one transaction that is taken back.
  await expect(
    db.transaction(async (tx) => {
      await tx.execute(sql`drop index runs_one_per_fire`);
      await tx.execute(sql.raw(statement));
      const apps = world.tasks.map(({ app: own, id: taskId }) => ({
        app: { ...own, db: tx as unknown as AppContext["db"] },
        id: taskId,
      }));
      const verdicts = await check(tx as unknown as AppContext["db"], { ...world, tasks: apps }, promises);
      throw new Error(
        verdicts
          .filter(({ count }) => count > 0)
          .map((verdict) => verdict.id)
          .join(" "),
      );
    }),
  ).rejects.toThrow(id);
});

it("sees a promise that was not kept", async () => {
  appendFileSync(
    promises,
    `${JSON.stringify({ key: "lost", runId: 999_999_999, taskId: world.tasks[0]!.id })}\n{"key":"ha`,
  );
  expect(await broken()).toContain("I16");
});
