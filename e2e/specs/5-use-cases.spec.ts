import { expect, test } from "@playwright/test";
import { signIn } from "../fixtures/owner.ts";
import { ScreenEditorPage } from "../pages/screen-editor.ts";

test.beforeEach(({ page }) => signIn(page));

test("a use case is picked, tried, published and switched on, and its mail stands in the outbox", async ({ page }) => {
  await page.goto("/apps/1/screens");
  await page.getByRole("button", { name: "New screen" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Status reminders").click();
  await expect(dialog).toContainText("remind-of-status");
  await expect(dialog).toContainText("“Working status”");
  await expect(dialog.getByLabel("Name")).toHaveValue("Status reminders");
  await dialog.getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Status reminders" })).toBeVisible();

  const editor = new ScreenEditorPage(page);
  const tasks = page.getByRole("region", { name: "Tasks that run this screen" });
  await expect(tasks).toContainText("Publish the screen, then switch its schedule on.");
  await editor.test("");
  await expect(editor.console()).toContainText("Reminded John Carter");
  await expect(editor.result()).toContainText("John Carter");
  await editor.publish();
  await expect(tasks).toContainText("Switched off");
  await tasks.getByRole("switch", { name: "Schedule of remind-of-status" }).click();
  await expect(tasks).not.toContainText("Switched off");

  await page.goto("/apps/1/outbox");
  await page.getByRole("link", { name: /Is your working status still at the office\?/ }).click();
  await expect(page.getByText("john@example.org").first()).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("Hello John Carter")).toBeVisible();
});

test("a use case that finds no room for its task says so, and comes without it", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "New app" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Full");
  await page.getByRole("button", { name: "Create app" }).click();
  await expect(page).toHaveURL(/\/apps\/\d+$/);
  await page.goto(`${page.url()}/settings`);
  await page.getByLabel("Task limit").fill("1");
  await page.getByRole("button", { name: "Save" }).click();

  await page.goto(page.url().replace("/settings", "/screens"));
  const pick = async (name: string) => {
    await page.getByRole("button", { name: "New screen" }).click();
    await page.getByRole("dialog").getByText(name, { exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create screen" }).click();
  };
  const list = page.url();
  await pick("My projects");
  await expect(page.getByRole("heading", { name: "My projects" })).toBeVisible();
  await page.goto(list);
  await pick("Check out");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("1 of 1 tasks");
  await dialog.getByLabel(/With its task/).uncheck();
  await dialog.getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Check out" })).toBeVisible();
});

test("entries are added, edited, imported, found and removed, and say who wrote them", async ({ page }) => {
  await page.goto("/apps/1/data");
  await page.getByRole("link", { name: "Users" }).click();
  const entries = page.getByRole("region", { name: "Entries" });
  await expect(entries).toContainText("john@example.org");

  await page.getByRole("button", { name: "Add entry" }).click();
  await page.getByRole("dialog").getByLabel("Data (JSON)").fill('{ "Name": "Ada", "Office": 3');
  await expect(page.getByRole("dialog").getByRole("button", { name: "Add entry" })).toBeDisabled();
  await page.getByRole("dialog").getByLabel("Data (JSON)").fill('{ "Name": "Ada", "Office": "Oslo" }');
  await page.getByRole("dialog").getByRole("button", { name: "Add entry" }).click();
  await expect(entries.getByRole("row", { name: /Ada.*Oslo.*Olive Owner/ })).toBeVisible();

  await page.getByRole("button", { name: "More for Users" }).click();
  await page.getByRole("menuitem", { name: /Import CSV/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("CSV", { exact: true }).fill("Name,Email\nBob,bob@example.org\nEve,eve@example.org");
  await dialog.getByRole("button", { name: "Look at the rows" }).click();
  await expect(dialog.getByRole("cell", { name: "eve@example.org" })).toBeVisible();
  await dialog.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(entries).toContainText("bob@example.org");

  await page.getByLabel("Search the entries").fill("example.org");
  await expect(entries.getByRole("row")).toHaveCount(6);
  await page.getByLabel("Search the entries").fill("bob@");
  await expect(entries.getByRole("row")).toHaveCount(2);
  await entries.getByRole("checkbox", { name: /Select entry/ }).check();
  await page.getByRole("button", { name: "Remove" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /Remove/ })
    .click();
  await expect(page.getByText("bob@example.org")).toHaveCount(0);
});

test("a screen that draws runs in a browser, and its page is kept with the run", async ({ page }) => {
  await page.goto("/apps/1/screens?new=true");
  await page.getByRole("dialog").getByLabel("Name").fill("Badge");
  await page.getByRole("dialog").getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Badge" })).toBeVisible();
  const editor = new ScreenEditorPage(page);
  await editor.write(`Fliplet.Page.onRemoteExecution(() => {
  document.body.innerHTML = '<h1 style="width: 300px">Hello, badge</h1>';
  return { width: document.querySelector("h1").getBoundingClientRect().width };
});`);
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("group", { name: "Engine" }).getByText("Browser").click();
  await expect(page.getByText("No browser is installed")).toHaveCount(0);
  await page.getByRole("button", { name: "Test run" }).click();
  await expect(editor.result()).toContainText("300", { timeout: 40_000 });
  await expect(page.getByRole("img", { name: /as the browser drew it/ })).toBeVisible();
  await page.getByText("Text of the page").click();
  await expect(page.getByText("Hello, badge").last()).toBeVisible();
});
