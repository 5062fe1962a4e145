import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FaultProcess } from "#bench/faults/fault-process.ts";
import { until } from "#bench/faults/persist.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { PATIENCE_MS, PROCESS_TEST_MS, ProductProcess } from "#tests/support/product-process.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();

it("a worker waits for a database that is away when it starts, says why, and survives that it goes away again", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return payload"));
  await createTask(app, { name: "echo", pageId: screen.id });
  const ask = async (payload: number) => (await requestRun(asApp(app), { idOrName: "echo", payload })).runId;
  const resultOf = (runId: number) => system.container.services.runner.wait(app, runId, PATIENCE_MS);

  const worker = await FaultProcess.start(
    system.url,
    { name: "worker", script: "scripts/start.mjs", args: ["--role=worker"] },
    (link) => link.refuse(),
  );
  try {
    const says = (text: string) => until(() => worker.output.includes(text), PATIENCE_MS);
    expect(await says("The database cannot be reached (")).toBe(true);
    expect(worker.output).not.toContain(new URL(system.url).password);
    worker.link.heal();
    expect(await says("carrying out runs")).toBe(true);
    expect(await resultOf(await ask(1))).toMatchObject({ status: "completed", result: 1 });

    worker.link.refuse();
    const meanwhile = await ask(2);
    expect(await says("failed; trying again")).toBe(true);
    worker.link.heal();
    expect(await resultOf(meanwhile)).toMatchObject({ status: "completed", result: 2 });
    expect(await worker.terminate()).toMatchObject({ code: 0 });
  } finally {
    await worker.kill();
  }
});

it("gives up with a sentence and code 1: a database that stays away, or a data folder that cannot be written", {
  timeout: PROCESS_TEST_MS,
}, async () => {
  const settings = { CRON_SECRET: "cron-secret-of-the-tests", SECRET_KEY: "secret-key-of-the-tests-0123456789abcdef" };
  const away = new ProductProcess(["--role=worker"], {
    ...settings,
    DATABASE_URL: "postgres://someone:hidden@127.0.0.1:1/none",
    DATABASE_WAIT_S: "0",
  });
  expect(await away.exit).toBe(1);
  expect(away.output.trim()).toMatch(/^The database could not be reached for 0 s: .*Check DATABASE_URL/);
  expect(away.output).not.toContain("hidden");

  const folder = mkdtempSync(join(tmpdir(), "app-tasks-unwritable-"));
  writeFileSync(join(folder, "file"), "");
  const unwritable = new ProductProcess(["--role=worker"], { DATA_DIR: join(folder, "file") });
  expect(await unwritable.exit).toBe(1);
  expect(unwritable.output.trim()).toMatch(
    /^Cannot keep the database in .*Set DATA_DIR to a folder that this user owns/,
  );
  expect(unwritable.output).not.toContain("    at ");
  rmSync(folder, { recursive: true });
});
