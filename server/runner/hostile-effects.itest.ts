import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runs, tasks } from "#db/schema/index.ts";
import { isFinal } from "#domain/run.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { scriptOf } from "../sandbox/fixtures/hostile-corpus.ts";
import { listLines } from "../services/logs/index.ts";
import { getRun, requestRun } from "../services/runs/index.ts";
import { createTask } from "../services/tasks/index.ts";
import { drain } from "./drain.ts";

const HONEST_RUNS = 10;

// What is asked for before the mail server is there; `url` is known before the system starts.
const settings: Record<string, string> = { TICKER: "off", MAIL_FROM: "App Tasks <tasks@example.org>" };
let mails: MailServer;
beforeAll(async () => {
  mails = await startMailServer();
  settings.SMTP_URL = mails.url;
});
afterAll(() => mails.close());
const system = useTestSystem(settings);

/** Carries a script out as the task `self` of an app of its own, beside ten honest runs of another. */
async function carryOut(id: string, retries = 0): Promise<{ app: AppContext; runId: number; status: string }> {
  const script = scriptOf(id);
  const [app, honest] = [asApp(await system.newApp()), asApp(await system.newApp())];
  const screen = await system.newScreen(
    app,
    handler(script.code.replaceAll("pageId: 1", "pageId: Fliplet.Env.get('pageId')")),
  );
  await createTask(app, { name: "self", pageId: screen.id, retries, retryDelayMs: 1_000 });
  await createTask(honest, { name: "honest", pageId: (await system.newScreen(honest, handler("return payload"))).id });
  mails.arrived.length = 0;

  const { runId } = await requestRun(app, { idOrName: "self" });
  for (let n = 0; n < HONEST_RUNS; n++) await requestRun(honest, { idOrName: "honest", payload: n });
  await expect
    .poll(
      async () => {
        await drain(system.container.runnerDeps, new AbortController().signal);
        const all = await app.db.select({ status: runs.status }).from(runs).where(eq(runs.appId, app.appId));
        return all.every(({ status }) => isFinal(status));
      },
      { timeout: 50_000, interval: 100 },
    )
    .toBe(true);

  const others = await honest.db.select({ status: runs.status }).from(runs).where(eq(runs.appId, honest.appId));
  expect(others.map((run) => run.status)).toEqual(Array(HONEST_RUNS).fill("completed"));
  const { status } = await getRun(app, { id: runId });
  expect(script.expect.run.split("|")).toContain(status);
  return { app, runId, status };
}

const countRuns = (app: AppContext) => app.db.$count(runs, eq(runs.appId, app.appId));
const countTasks = (app: AppContext) => app.db.$count(tasks, and(eq(tasks.appId, app.appId), isNull(tasks.deletedAt)));

describe("a hostile screen beside ten honest runs", () => {
  it("that runs itself ends at the depth that runs may have", async () => {
    const { app } = await carryOut("SIDE-01");
    expect(await countRuns(app)).toBeLessThanOrEqual(6);
  });

  it("that doubles itself ends there too", async () => {
    const { app } = await carryOut("SIDE-02");
    expect(await countRuns(app)).toBeLessThanOrEqual(63);
  });

  it("that waits for itself fails with a status of its own before the places are full", async () => {
    const { app, runId } = await carryOut("SIDE-03");
    const chain = await app.db
      .select({ depth: runs.depth, error: runs.error })
      .from(runs)
      .where(eq(runs.appId, app.appId));
    expect(chain.map(({ error }) => error?.status)).toContain("RUN_DEPTH_EXCEEDED");
    expect((await getRun(app, { id: runId })).error?.message).toMatch(/nested 5 deep/);
  });

  it.each(["SIDE-04", "SIDE-05"])(
    "that creates tasks, one after the other or all at once, has five at the most: %s",
    async (id) => {
      const { app } = await carryOut(id);
      expect(await countTasks(app)).toBe(5);
    },
  );

  it.each(["SIDE-06", "SIDE-07", "SIDE-08"])(
    "that changes its own task keeps its run and what it printed: %s",
    async (id) => {
      const { app, runId } = await carryOut(id);
      expect((await getRun(app, { id: runId })).taskId).toBeGreaterThan(0);
      expect((await listLines(app, { runId, order: "asc" })).lines.length).toBeGreaterThan(0);
    },
  );

  it("that forges a mail's headers sends none", async () => {
    await carryOut("SIDE-09");
    expect(mails.arrived).toEqual([]);
  });

  it("that fails after its mail, and is tried again, sends it once", async () => {
    const { app } = await carryOut("SIDE-11", 2);
    const [run] = await app.db.select({ attempt: runs.attempt }).from(runs).where(eq(runs.appId, app.appId));
    expect(run?.attempt).toBe(3);
    expect(mails.arrived.map(({ rcpt }) => rcpt)).toEqual([["once@b.test"]]);
  });

  it.each([
    ["SIDE-14", /belongs to app \d+ and may/],
    ["SIDE-15", /full address/],
  ])("that reaches for another app is refused: %s", async (id, sentence) => {
    const { app, runId } = await carryOut(id);
    expect((await getRun(app, { id: runId })).error?.message).toMatch(sentence);
  });
});
