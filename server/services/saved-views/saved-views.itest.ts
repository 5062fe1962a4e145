import { describe, expect, it } from "vitest";
import { SAVED_VIEWS_MAX } from "#domain/saved-view.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { listSavedViews, removeSavedView, saveView } from "./index.ts";

const system = useTestSystem();

describe("saved views", () => {
  it("are kept by page and name, and replaced under the same name", async () => {
    const app = await system.newApp();
    const first = await saveView(app, { page: "runs", name: "Slow", query: "over=1000" });
    await saveView(app, { page: "runs", name: "Failed", query: "status=failed" });
    await saveView(app, { page: "logs", name: "Slow", query: "search=slow" });
    const again = await saveView(app, { page: "runs", name: "Slow", query: "over=5000" });
    expect(again).toEqual({ ...first, query: "over=5000", createdBy: "Someone" });
    expect((await listSavedViews(app, { page: "runs" })).map(({ name, query }) => [name, query])).toEqual([
      ["Failed", "status=failed"],
      ["Slow", "over=5000"],
    ]);
  });

  it("of another app are not there", async () => {
    const app = await system.newApp();
    const other = await system.newApp();
    const { id } = await saveView(other, { page: "runs", name: "Theirs", query: "" });
    expect(await listSavedViews(app, { page: "runs" })).toEqual([]);
    await expect(removeSavedView(app, { id })).rejects.toMatchObject({ status: "VIEW_NOT_FOUND" });
    expect(await removeSavedView(other, { id })).toEqual({ id });
  });

  it("are bounded, while one that is there can still be changed", async () => {
    const app = await system.newApp();
    for (let n = 0; n < SAVED_VIEWS_MAX; n += 1) await saveView(app, { page: "runs", name: `View ${n}`, query: "" });
    await expect(saveView(app, { page: "runs", name: "Too many", query: "" })).rejects.toMatchObject({
      status: "VIEW_LIMIT_REACHED",
      field: "name",
    });
    await expect(saveView(app, { page: "runs", name: "View 3", query: "x=1" })).resolves.toMatchObject({
      query: "x=1",
    });
  });
});
