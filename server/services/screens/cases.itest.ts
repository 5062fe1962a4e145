import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { auditEntries } from "#db/schema/index.ts";
import { CASES_PER_SCREEN_MAX, saveCaseInput } from "#domain/screen-case.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { listRecentPayloads, requestRun } from "../runs/index.ts";
import { createTask } from "../tasks/index.ts";
import {
  createScreen,
  getScreen,
  listCases,
  publishScreen,
  removeCase,
  runCases,
  saveCase,
  saveDraft,
  setPublishRule,
  streamPublish,
  streamTestRun,
} from "./index.ts";

const system = useTestSystem();

const DOUBLE = handler("if (payload.n === 0) throw new Error('zero'); return { twice: payload.n * 2 }");

describe("cases of a screen", () => {
  it("run by name against the draft, or the code they are given", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Double", code: DOUBLE });
    await saveCase(app, {
      id,
      name: "b: four",
      payload: { n: 2 },
      expectation: { outcome: "result", result: { twice: 4 } },
    });
    await saveCase(app, { id, name: "a: zero", payload: { n: 0 }, expectation: { outcome: "fails" } });
    expect(await runCases(app, { id })).toMatchObject([
      { name: "a: zero", passed: true, problem: null },
      { name: "b: four", passed: true, problem: null },
    ]);
    expect(await runCases(app, { id, code: handler("return payload.n * 3") })).toMatchObject([
      { name: "a: zero", passed: false, problem: "It should fail, and completed with 0." },
      { name: "b: four", passed: false, problem: 'It should return {"twice":4}, and returned 6.' },
    ]);
  });

  it("keep their names apart, and are changed and removed by their own screen only", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "One", code: DOUBLE });
    const other = await createScreen(app, { name: "Other", code: DOUBLE });
    const kept = await saveCase(app, { id, name: "Case" });
    await expect(saveCase(app, { id, name: "Case" })).rejects.toMatchObject({ status: "NAME_ALREADY_EXISTS" });
    expect(await saveCase(app, { id, caseId: kept.id, name: "Case", payload: [1] })).toMatchObject({ payload: [1] });
    const wrong = { id: other.id, caseId: kept.id };
    await expect(saveCase(app, { ...wrong, name: "Mine" })).rejects.toMatchObject({ status: "CASE_NOT_FOUND" });
    await expect(removeCase(app, wrong)).rejects.toMatchObject({ status: "CASE_NOT_FOUND" });
    await removeCase(app, { id, caseId: kept.id });
    expect(await listCases(app, { id })).toEqual([]);
  });

  it("are not there for another app", async () => {
    const [app, stranger] = [await system.newApp(), await system.newApp()];
    const { id } = await createScreen(app, { name: "One", code: DOUBLE });
    const { id: caseId } = await saveCase(app, { id, name: "Case" });
    const notThere = { status: "SCREEN_NOT_FOUND" };
    await expect(listCases(stranger, { id })).rejects.toMatchObject(notThere);
    await expect(saveCase(stranger, { id, name: "Mine" })).rejects.toMatchObject(notThere);
    await expect(removeCase(stranger, { id, caseId })).rejects.toMatchObject(notThere);
    await expect(runCases(stranger, { id })).rejects.toMatchObject(notThere);
    await expect(setPublishRule(stranger, { id, publishNeedsCases: true })).rejects.toMatchObject(notThere);
    await expect(listRecentPayloads(stranger, { id })).rejects.toMatchObject(notThere);
    await expect(streamTestRun(stranger, { id }).next()).rejects.toMatchObject(notThere);
  });

  it("are as many as the limit says", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Many", code: DOUBLE });
    for (let n = 0; n < CASES_PER_SCREEN_MAX; n++) await saveCase(app, { id, name: `Case ${n}` });
    await expect(saveCase(app, { id, name: "One more" })).rejects.toMatchObject({ status: "CASE_LIMIT_REACHED" });
  });

  it("refuse an expectation that is none", () => {
    expect(
      saveCaseInput.safeParse({ id: 1, name: "x", expectation: { outcome: "shines" } }).error?.issues,
    ).toMatchObject([{ path: ["expectation", "outcome"], message: expect.stringContaining('must be "completes"') }]);
  });
});

describe("a screen that is published only when its cases pass", () => {
  it("stays as it was published while one is red, and names it", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Gate", code: DOUBLE });
    await saveCase(app, {
      id,
      name: "four",
      payload: { n: 2 },
      expectation: { outcome: "result", result: { twice: 4 } },
    });
    expect(await setPublishRule(app, { id, publishNeedsCases: true })).toMatchObject({ publishNeedsCases: true });
    await publishScreen(app, { id });
    await saveDraft(app, { id, code: handler("return payload.nn.n") });
    await expect(publishScreen(app, { id })).rejects.toMatchObject({
      status: "CASES_FAILED",
      message: expect.stringContaining('"four": TypeError'),
    });
    expect(await getScreen(app, { id })).toMatchObject({ publishedVersion: 1, draftVersion: 2 });
    await setPublishRule(app, { id, publishNeedsCases: false });
    expect(await publishScreen(app, { id })).toMatchObject({ publishedVersion: 2 });
    const rules = await app.db.select().from(auditEntries).where(eq(auditEntries.appId, app.appId));
    expect(rules.filter(({ after }) => after && "publishNeedsCases" in (after as object))).toHaveLength(2);
  });

  it("does not publish a draft that was saved while the cases of the one before ran", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, {
      name: "Race",
      code: handler("await new Promise((r) => setTimeout(r, 400))"),
    });
    await saveCase(app, { id, name: "slow" });
    await setPublishRule(app, { id, publishNeedsCases: true });
    const watched: typeof app = {
      ...app,
      runner: {
        ...app.runner,
        testRun: async (...args) => {
          await saveDraft(app, { id, code: handler("throw new Error('red')") });
          return app.runner.testRun(...args);
        },
      },
    };
    await expect(publishScreen(watched, { id })).rejects.toMatchObject({ field: "version" });
    expect(await getScreen(app, { id })).toMatchObject({ publishedVersion: null, draftVersion: 2 });
  });
});

describe("a publish that is watched", () => {
  const gated = async (code: string) => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Watched", code });
    await saveCase(app, { id, name: "a", payload: { n: 1 } });
    await saveCase(app, { id, name: "b", payload: { n: 2 } });
    await setPublishRule(app, { id, publishNeedsCases: true });
    return { app, id };
  };

  it("runs each case once, tells how it ended, then the screen as it is published", async () => {
    const { app, id } = await gated(DOUBLE);
    const testRun = vi.spyOn(app.runner, "testRun");
    const told = [];
    for await (const event of streamPublish(app, { id }))
      told.push(event.type === "case" ? [event.outcome.name, event.outcome.passed] : event.screen.publishedVersion);
    expect(told).toEqual([["a", true], ["b", true], 1]);
    expect(testRun).toHaveBeenCalledTimes(2);
    testRun.mockRestore();
  });

  it("tells what is red before it refuses", async () => {
    const { app, id } = await gated(handler("if (payload.n === 2) throw new Error('two')"));
    const told: boolean[] = [];
    const watch = async () => {
      for await (const event of streamPublish(app, { id })) if (event.type === "case") told.push(event.outcome.passed);
    };
    await expect(watch()).rejects.toMatchObject({ status: "CASES_FAILED" });
    expect(told).toEqual([true, false]);
    expect(await getScreen(app, { id })).toMatchObject({ publishedVersion: null });
  });

  it("publishes nothing once its reader has gone", async () => {
    const { app, id } = await gated(DOUBLE);
    const stop = new AbortController();
    for await (const event of streamPublish(app, { id }, stop.signal)) if (event.type === "case") stop.abort();
    for await (const _first of streamPublish(app, { id })) break;
    expect(await getScreen(app, { id })).toMatchObject({ publishedVersion: null });
  });
});

describe("a test run that is watched", () => {
  it("tells the lines while the code runs, in order, then the end", async () => {
    const app = await system.newApp();
    const code = handler(
      "console.log('one'); await new Promise((r) => setTimeout(r, 300)); console.log('two'); return 3",
    );
    const told: string[] = [];
    for await (const event of streamTestRun(app, { code })) {
      if (event.type === "lines") told.push(...event.lines.map(({ message }) => message));
      else told.push(`end ${event.outcome.status} ${JSON.stringify(event.outcome.result)}`);
      // Two events at least: the first line did not wait for the end.
      told.push("|");
    }
    expect(told).toEqual(["one", "|", "two", "|", "end completed 3", "|"]);
  });

  it("is cancelled when its reader goes, or asks for it", async () => {
    const app = await system.newApp();
    const code = handler("console.log('on'); await new Promise((r) => setTimeout(r, 25_000))");
    for await (const event of streamTestRun(app, { code })) if (event.type === "lines") break;
    const stop = new AbortController();
    const told: unknown[] = [];
    for await (const event of streamTestRun(app, { code }, stop.signal)) {
      if (event.type === "lines") stop.abort();
      else told.push(event.outcome.status);
    }
    expect(told).toEqual(["cancelled"]);
    await system.container.runnerDeps.active.settled();
    expect(system.container.runnerDeps.places.claim(app.appId)).not.toBeNull();
  });
});

describe("recent payloads", () => {
  it("are those of the screen's runs, each once, newest first", async () => {
    const app = await system.newApp();
    const screen = await system.newScreen(app, DOUBLE);
    const task = await createTask(app, { name: "Double", pageId: screen.id });
    for (const n of [1, 2, 1]) await requestRun(asApp(app), { idOrName: task.id, payload: { n } });
    await requestRun(asApp(app), { idOrName: task.id });
    expect(await listRecentPayloads(app, { id: screen.id })).toMatchObject([
      { payload: { n: 1 }, taskName: "Double" },
      { payload: { n: 2 }, taskName: "Double" },
    ]);
  });
});
