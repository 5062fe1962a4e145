import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { runs } from "#db/schema/index.ts";
import { type Container, createContainer } from "#server/container.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { readSettings } from "#server/settings.ts";
import { serverPid } from "#tests/support/launcher-process.ts";
import { asApp, handler, newApp, newScreen } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS } from "#tests/support/product-process.ts";
import { SETTINGS } from "#tests/support/test-system.ts";

let dataDir: string;
let server: EmbeddedPostgres;
let container: Container;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "app-tasks-killed-"));
  server = await startEmbeddedPostgres({ dataDir, durable: true });
  await migrate(server.url);
  container = await createContainer(readSettings({ ...SETTINGS, DATABASE_URL: server.url, ROLE: "worker" }));
});

afterAll(async () => {
  await container.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it("keeps every run that it acknowledged through kills of the database server, and goes on by itself", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const { db, services } = container;
  const app = asApp(await newApp(container));
  const screen = await newScreen(app, handler("console.log('ran', payload); return payload"));
  await createTask(app, { name: "write", pageId: screen.id });
  container.startBackground();

  const acknowledged: number[] = [];
  let refused = 0;
  let stopped = false;
  const clients = Array.from({ length: 3 }, async () => {
    while (!stopped) {
      try {
        acknowledged.push((await requestRun(app, { idOrName: "write", payload: acknowledged.length })).runId);
      } catch {
        refused += 1;
        // A client that is refused waits a moment, as clients do.
        await wait(20);
      }
    }
  });

  for (let kill = 1; kill <= 2; kill++) {
    const before = acknowledged.length;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 30), {
      timeout: PATIENCE_MS,
      interval: 1,
    });
    const pid = serverPid(dataDir);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(serverPid(dataDir)).not.toBe(pid), { timeout: PATIENCE_MS, interval: 20 });
  }
  const recoveredFrom = acknowledged.length;
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(recoveredFrom + 30), {
    timeout: PATIENCE_MS,
    interval: 1,
  });
  stopped = true;
  await Promise.all(clients);
  expect(refused).toBeGreaterThan(0);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);

  const kept = await db
    .select({ id: runs.id })
    .from(runs)
    .where(sql`${runs.id} = any(${sql.param(acknowledged)}::bigint[])`);
  expect(kept).toHaveLength(acknowledged.length);

  // Queue, listener and pool came back too: what is asked for now runs at once, and is heard of.
  const asked = await services.runner.runWithResult(app, { idOrName: "write", payload: "afterwards" });
  expect(asked).toMatchObject({ status: "completed", result: "afterwards" });
  const { runId } = await requestRun(app, { idOrName: "write", payload: "queued afterwards" });
  expect(await services.runner.wait(app, runId, PATIENCE_MS)).toMatchObject({ result: "queued afterwards" });
  const ended = await db
    .select({ status: runs.status })
    .from(runs)
    .where(inArray(runs.id, acknowledged.slice(-1)));
  expect(ended).not.toEqual([{ status: "failed" }]);
  const { rows: listeners } = await db.execute(
    sql`select pid from pg_stat_activity where application_name = 'app-tasks-events'`,
  );
  expect(listeners).toHaveLength(1);
});
