import { asc, eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { logLines, runs } from "#db/schema/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask, getTask } from "#server/services/tasks/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { useVictims } from "#tests/support/victim.ts";

const system = useTestSystem();
const victims = useVictims(() => system.url);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const waiting = { timeout: PATIENCE_MS, interval: 20 };

it.each([
  ["an hour ahead", [HOUR_MS]],
  ["a day back", [-DAY_MS]],
  ["a minute to and fro, ten times", Array.from({ length: 10 }, (_, jump) => (jump % 2 === 0 ? 60_000 : -60_000))],
])(
  "a worker whose clock is set %s goes on with its run, and its lines keep the database's time",
  {
    timeout: PROCESS_TEST_MS,
  },
  async (_what, jumps) => {
    const app = await system.newApp();
    const screen = await system.newScreen(
      app,
      // Longer than the second after which a worker looks whether its lease is about to end.
      handler("console.log('before'); await new Promise((r) => setTimeout(r, 2_500)); console.log('after')"),
    );
    await createTask(app, { name: "long", pageId: screen.id });
    const worker = await victims.worker();
    const { runId } = await requestRun(asApp(app), { idOrName: "long", payload: null });
    const lines = () => app.db.select().from(logLines).where(eq(logLines.runId, runId)).orderBy(asc(logLines.seq));
    await vi.waitFor(async () => expect(await lines()).toHaveLength(1), waiting);
    for (const jump of jumps) await worker.setClock(jump);

    expect(await app.runner.wait(app, runId, PATIENCE_MS)).toMatchObject({ status: "completed" });
    const [run] = await app.db.select().from(runs).where(eq(runs.id, runId));
    expect(run).toMatchObject({ attempt: 1, failures: 0 });
    const written = await lines();
    expect(written.map(({ message }) => message)).toEqual(["before", "after"]);
    for (const { at } of written) {
      expect(at.getTime()).toBeGreaterThanOrEqual(run!.startedAt!.getTime());
      expect(at.getTime()).toBeLessThanOrEqual(run!.finishedAt!.getTime() + 2_000);
    }
    await worker.kill();
  },
);

it("a process that ticks with its clock a day ahead or behind fires what the database says is due, and nothing else", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return 1"));
  const worker = await victims.worker(undefined, { TICKER: "on" });
  for (const offset of [DAY_MS, -DAY_MS]) {
    await worker.setClock(offset);
    const now = await app.clock.now();
    // Its next fire is some hours from now; the other's came due a moment ago.
    const hour = (now.getUTCHours() + 6) % 24;
    const later = await createTask(app, { name: `later ${offset}`, pageId: screen.id, frequency: `30 ${hour} * * *` });
    const past = { ...app, clock: new FixedClock(new Date(now.getTime() - 90_000).toISOString()) };
    const due = await createTask(past, { name: `due ${offset}`, pageId: screen.id, frequency: "* * * * *" });
    const rowsOf = (taskId: number) => app.db.select().from(runs).where(eq(runs.taskId, taskId));
    await vi.waitFor(async () => expect((await rowsOf(due.id)).length).toBeGreaterThan(0), waiting);
    expect(await rowsOf(later.id)).toEqual([]);
    const nextRunAt = new Date((await getTask(app, { idOrName: due.id })).nextRunAt!).getTime();
    expect(nextRunAt).toBeLessThan((await app.clock.now()).getTime() + 60_000);
  }
  await worker.kill();
});
