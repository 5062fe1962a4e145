import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.ts";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { PHONE } from "../fixtures/viewports.ts";
import { RunsPage } from "../pages/runs.ts";

test.beforeEach(({ page }) => signIn(page));

/** An app whose one task does what its payload says. */
async function makeApp(page: Page, name: string) {
  const { id: appId } = await callApi<{ id: number }>(page, "apps.create", { name });
  const { id: screenId } = await callApi<{ id: number }>(page, "screens.create", {
    appId,
    name: "Obeys",
    code: `Fliplet.Page.onRemoteExecution(async function (payload) {
  console.log("began with", payload);
  if (payload && payload.call) await fetch("http://127.0.0.1:9/").catch(function () {});
  if (payload && payload.fail) throw new RangeError("Told to fail");
  if (payload && payload.waitMs) await new Promise((resolve) => setTimeout(resolve, payload.waitMs));
  return { got: payload };
});`,
  });
  const task = await callApi<{ id: number }>(page, "tasks.create", { appId, name: "obey", pageId: screenId });
  const run = async (payload: object) =>
    (await callApi<{ runId: number }>(page, "tasks.run", { appId, idOrName: task.id, payload })).runId;
  return { appId, run };
}

test("runs are narrowed, kept as a view, come live, and many are run again or cancelled together", async ({ page }) => {
  const runs = new RunsPage(page);
  const { appId, run } = await makeApp(page, "Many runs");
  const good = await run({ n: 1 });
  const bad = await run({ fail: true });
  await runs.open(appId);
  await expect(runs.rowOf(bad)).toContainText("RangeError: Told to fail");
  await expect(runs.rowOf(good)).toContainText("Completed");

  await runs.narrowTo("Failed");
  await expect(page).toHaveURL(/status=failed/);
  await expect(runs.rowOf(good)).toHaveCount(0);
  await runs.saveView("Only failures");
  await runs.open(appId);
  await expect(runs.rowOf(good)).toBeVisible();
  await runs.openView("Only failures");
  await expect(runs.rowOf(good)).toHaveCount(0);
  await page.reload();
  await expect(runs.status()).toContainText("Failed");
  await expect(runs.rowOf(bad)).toBeVisible();

  await runs.open(appId, "?cols=task,status,took,when");
  await expect(runs.table().getByRole("columnheader")).toHaveText(["Select all", "Task", "Status", "Took", "When"]);
  const waiting = await run({ waitMs: 60_000 });
  await expect(runs.rowOf(waiting)).toContainText("Running");

  // On a phone as on a desk.
  await page.setViewportSize(PHONE);
  await page.getByRole("checkbox", { name: `Select run ${good}` }).check();
  await runs.toolbar().getByRole("button", { name: "Select all that match" }).click();
  await page.setViewportSize({ width: 1280, height: 800 });
  await runs.toolbar().getByRole("button", { name: "Run again" }).click();
  await runs.dialog().getByRole("button", { name: "Run again: 2 runs" }).click();
  await expect(runs.dialog().getByRole("status")).toHaveText("2 runs queued again.");
  await runs.dialog().getByRole("button", { name: "Done" }).click();
  await expect(runs.table().getByRole("row").filter({ hasText: "obey" })).toHaveCount(5);

  await page.getByRole("checkbox", { name: `Select run ${waiting}` }).check();
  await page.getByRole("checkbox", { name: `Select run ${good}` }).check();
  await runs.toolbar().getByRole("button", { name: "Cancel runs" }).click();
  await runs.dialog().getByRole("button", { name: "Cancel: 2 runs" }).click();
  await expect(runs.dialog().getByRole("status")).toHaveText("1 run cancelled, 1 left out.");
  await expect(runs.dialog()).toContainText("there is nothing to cancel");
  await runs.dialog().getByRole("button", { name: "Done" }).click();
  await expect(runs.rowOf(waiting)).toContainText("Cancelled");
});

test("the page of a run tells where its time went, shows its values and code, and compares it", async ({ page }) => {
  const runs = new RunsPage(page);
  const { appId, run } = await makeApp(page, "One run");
  const good = await run({ call: true, list: [1, 2] });
  const bad = await run({ call: true, fail: true });
  await page.goto(`/apps/${appId}/runs/${bad}`);
  await expect(page.getByRole("region", { name: "Error" })).toContainText("Told to fail");

  await runs.step(/^(GET|fetch) .*Go to its line$/).click();
  await expect(page).toHaveURL(/line=\d+/);
  await expect(runs.section("Console").locator("[aria-current=location]")).toContainText("fetch");
  await runs.step(/^Execution.*Failed/).press("+");
  await expect(page.getByRole("button", { name: "Show all" })).toBeEnabled();
  await page.keyboard.press("0");
  await expect(page.getByRole("button", { name: "Show all" })).toBeDisabled();

  await expect(runs.section("Payload").getByRole("button", { expanded: true }).first()).toBeVisible();
  await runs.section("Payload").getByText("Raw", { exact: true }).click();
  await expect(runs.section("Payload")).toContainText('"fail": true');
  await page.getByRole("button", { name: "Show code" }).click();
  await expect(page.getByLabel("Code of Obeys, version 1")).toContainText("onRemoteExecution");

  await expectAccessible(page, "a run");

  // Emptied, it sends none, though the run had one.
  await runs.runAgain("");
  await expect(page).not.toHaveURL(new RegExp(`/runs/${bad}`));
  await expect(page.getByText("No payload was sent to this run.")).toBeVisible();
  await page.goto(`/apps/${appId}/runs/${bad}`);

  await page.getByRole("link", { name: `Compare with the last completed run, #${good}` }).click();
  await expect(page.getByRole("row", { name: /^Status/ })).toContainText("FailedCompleted");
  await expect(runs.section("Payload")).toContainText("only in the first");
  await expect(runs.section("Code")).toContainText("The same in both");
  await expect(runs.section("Result or error")).toContainText("RangeError: Told to fail");
});
