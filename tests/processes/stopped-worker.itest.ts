import { asc, eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { logEntries, runs } from "#db/schema/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS, useProcesses } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();
const processes = useProcesses();

it("finishes what a worker has begun when it is asked to stop, takes nothing more, and leaves the rest to others", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const { db } = system.container;
  const app = await system.newApp();
  const screen = await system.newScreen(
    app,
    handler("await new Promise((resolve) => setTimeout(resolve, 1000)); console.log('to the end'); return payload"),
  );
  await createTask(app, { name: "slow", pageId: screen.id });
  const worker = await processes.startWorker(system.url, { TICKER: "off" });
  for (let n = 0; n < 4; n++) await requestRun(asApp(app), { idOrName: "slow", payload: n });
  const statuses = async () => {
    const rows = await db.select().from(runs).where(eq(runs.appId, app.appId)).orderBy(asc(runs.id));
    return rows.map((run) => run.status);
  };

  // Four places, one of which is kept for runs that somebody waits for, and one for other apps.
  const underWay = ["running", "running", "queued", "queued"];
  await vi.waitFor(async () => expect((await statuses()).sort()).toEqual([...underWay].sort()), {
    timeout: PATIENCE_MS,
    interval: 10,
  });
  expect(await worker.terminate()).toBe(0);
  expect((await statuses()).filter((status) => status === "completed")).toHaveLength(2);
  expect((await statuses()).filter((status) => status === "queued")).toHaveLength(2);
  const entries = await db.select().from(logEntries).where(eq(logEntries.appId, app.appId));
  expect(entries.map((entry) => entry.type)).toEqual(["app.task.completed", "app.task.completed"]);
  expect(worker.output).not.toMatch(/error|warn/i);

  await processes.startWorker(system.url, { TICKER: "off" });
  await vi.waitFor(async () => expect(new Set(await statuses())).toEqual(new Set(["completed"])), {
    timeout: PATIENCE_MS,
    interval: 100,
  });
});
