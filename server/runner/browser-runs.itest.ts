import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runPages, runs } from "#db/schema/index.ts";
import type { AppContext } from "#server/context.ts";
import { findBrowser } from "#server/sandbox/engines/browser/find-browser.ts";
import { getRunPage, requestRun } from "#server/services/runs/index.ts";
import { createScreen, publishScreen } from "#server/services/screens/index.ts";
import { setSecret } from "#server/services/secrets/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { drain } from "./drain.ts";

const PATIENT = 180_000;
const BROWSER = findBrowser(process.env.CHROMIUM_PATH);

/** A task whose screen runs in a browser. */
async function browserTask(app: AppContext, body: string, name = "Page", html = "<p>Hello</p>") {
  const settings = { engine: "browser" } as const;
  const screen = await createScreen(app, { name, code: handler(body), html, settings });
  await publishScreen(app, { id: screen.id });
  return createTask(app, { name, pageId: screen.id });
}

describe("runs in a browser", () => {
  const system = useTestSystem({ BROWSER_EXECUTABLE: BROWSER ?? "", BROWSER_SIZE: "1" });

  it("keeps the page with the run, for its own app", { timeout: PATIENT }, async () => {
    const app = await system.newApp();
    const task = await browserTask(app, "document.querySelector('p').textContent += ' there'; return 1");
    const ended = await app.runner.runWithResult(asApp(app), { idOrName: task.id });
    expect(ended).toMatchObject({ status: "completed", result: 1 });
    const page = await getRunPage(app, { id: ended.runId });
    expect(page).toMatchObject({ text: "Hello there", screenshot: expect.stringMatching(/^\/9j\//) });
    const stranger = await system.newApp();
    await expect(getRunPage(stranger, { id: ended.runId })).rejects.toMatchObject({ status: "RUN_NOT_FOUND" });
    await app.db.delete(runs).where(eq(runs.id, ended.runId));
    expect(await app.db.select().from(runPages).where(eq(runPages.runId, ended.runId))).toEqual([]);
  });

  it("keeps no picture of a run that read a secret, and masks it in the text", { timeout: PATIENT }, async () => {
    const app = await system.newApp();
    await setSecret(app, { name: "KEY", kind: "secret", value: "swordfish-9" });
    const task = await browserTask(app, "document.body.textContent = await Fliplet.App.Secrets.get('KEY'); return 1");
    const { runId } = await app.runner.runWithResult(asApp(app), { idOrName: task.id });
    expect(await getRunPage(app, { id: runId })).toEqual({ screenshot: null, text: "[secret KEY]" });
    const tested = await app.runner.testRun(app, { id: task.pageId });
    expect(tested.page).toEqual({ screenshot: null, text: "[secret KEY]" });
  });

  it("waits for a browser without holding up runs that need none", { timeout: PATIENT }, async () => {
    const app = await system.newApp();
    const slow = await browserTask(app, "await new Promise((done) => setTimeout(done, 1_000)); return 1", "Slow");
    const screen = await system.newScreen(app, handler("return 2"), "Quick");
    const quick = await createTask(app, { name: "Quick", pageId: screen.id });
    // The start of the first sandbox process is not what is looked at.
    await app.runner.runWithResult(asApp(app), { idOrName: quick.id });
    for (let at = 0; at < 6; at++) await requestRun(asApp(app), { idOrName: slow.id });
    for (let at = 0; at < 3; at++) await requestRun(asApp(app), { idOrName: quick.id });
    const read = () => app.db.select().from(runs).where(eq(runs.appId, app.appId));
    // Who found no place is put back for a moment, and a worker comes again.
    const isOver = async () => {
      await drain(system.container.runnerDeps, AbortSignal.timeout(150_000));
      return (await read()).every(({ finishedAt }) => finishedAt !== null);
    };
    await expect.poll(isOver, { timeout: 150_000 }).toBe(true);
    const rows = await read();
    const ends = (taskId: number) =>
      rows.filter((row) => row.taskId === taskId && row.status === "completed").map((row) => row.finishedAt!.getTime());
    expect(ends(quick.id)).toHaveLength(4);
    expect(ends(slow.id)).toHaveLength(6);
    // Behind six in the queue, and done when most of them still wait.
    expect(Math.max(...ends(quick.id))).toBeLessThan(ends(slow.id).toSorted((a, b) => a - b)[3]!);
  });
});

describe("where no browser is installed", () => {
  const system = useTestSystem({ BROWSER_EXECUTABLE: "/nowhere/chromium" });

  it("saves the screen, says so, and fails its runs alone", { timeout: PATIENT }, async () => {
    const app = await system.newApp();
    expect(app.runner.hasBrowser()).toBe(false);
    const task = await browserTask(app, "return 1");
    expect(await app.runner.runWithResult(asApp(app), { idOrName: task.id })).toMatchObject({
      status: "failed",
      error: { status: "BROWSER_UNAVAILABLE", message: expect.stringContaining("npx playwright install chromium") },
    });
  });
});
