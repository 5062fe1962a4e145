import { describe, expect, it } from "vitest";
import { saveDraftInput } from "#domain/screen.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { drain } from "../../runner/drain.ts";
import { getRun, requestRun } from "../runs/index.ts";
import { createTask } from "../tasks/index.ts";
import { createScreen, getScreen, getVersion, publishScreen, restoreVersion, saveDraft } from "./index.ts";

const system = useTestSystem();

const PAGE = "<p id=a>hello</p>";
const CODE = handler("return [document.querySelector('#a')?.textContent ?? null, _.last([1, 2])]");
const ON = { libraries: ["lodash" as const], dom: true };

describe("page and settings of a screen", () => {
  it("belong to the version: kept when left out, carried by publish and restore", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Page", code: CODE, html: PAGE, settings: ON });
    await publishScreen(app, { id });
    const changed = await saveDraft(app, { id, code: CODE, settings: { dom: false } });
    expect(changed).toMatchObject({
      draftVersion: 2,
      html: PAGE,
      settings: { libraries: ["lodash"], dom: false, engine: "isolate", entry: "handler" },
      publishedHtml: PAGE,
      publishedSettings: { libraries: ["lodash"], dom: true, engine: "isolate", entry: "handler" },
    });
    expect(await getVersion(app, { id, version: 1 })).toMatchObject({ code: CODE, html: PAGE, settings: ON });
    expect(await restoreVersion(app, { id, version: 1 })).toMatchObject({ draftVersion: 3, html: PAGE, settings: ON });
  });

  it("make no version when they did not change, and one when only they did", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Page", code: CODE });
    expect(await saveDraft(app, { id, code: CODE, html: "", settings: { libraries: [] } })).toMatchObject({
      draftVersion: 1,
    });
    expect(await saveDraft(app, { id, code: CODE, html: PAGE })).toMatchObject({ draftVersion: 2, html: PAGE });
  });

  it("guard against saving over someone else's page", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Page", code: CODE });
    await saveDraft(app, { id, code: CODE, html: PAGE, baseVersion: 1 });
    await expect(saveDraft(app, { id, code: CODE, html: "<b>", baseVersion: 1 })).rejects.toMatchObject({
      field: "baseVersion",
    });
    expect((await getScreen(app, { id })).html).toBe(PAGE);
  });

  it("refuse a library that is not there, by its place", () => {
    const { error } = saveDraftInput.safeParse({ id: 1, code: "", settings: { libraries: ["lodash", "underscore"] } });
    expect(error?.issues).toMatchObject([
      {
        path: ["settings", "libraries", 1],
        message: "A screen can have these libraries: lodash, moment, dayjs, handlebars.",
      },
    ]);
    expect(saveDraftInput.safeParse({ id: 1, code: "", settings: { colour: "red" } }).success).toBe(false);
  });

  it("reach a run, and a test run with what is given over what is saved", async () => {
    const app = await system.newApp();
    const { id } = await createScreen(app, { name: "Page", code: CODE, html: PAGE, settings: ON });
    await createTask(app, { name: "task", pageId: id });
    const { runId } = await requestRun(app, { idOrName: "task" });
    await drain(system.container.runnerDeps, new AbortController().signal);
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: ["hello", 2] });

    const test = app.runner.testRun;
    expect(await test(app, { id })).toMatchObject({ result: ["hello", 2] });
    expect(await test(app, { id, html: "<p id=a>new" })).toMatchObject({ result: ["new", 2] });
    expect(await test(app, { id, settings: { libraries: [] } })).toMatchObject({
      status: "failed",
      error: { name: "ReferenceError", needs: "lodash" },
    });
    expect(await test(app, { code: CODE })).toMatchObject({ error: { needs: "dom" } });
  });
});
