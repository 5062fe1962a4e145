import { expect, test } from "@playwright/test";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { CommandPalettePage } from "../pages/command-palette.ts";
import { ScreenEditorPage } from "../pages/screen-editor.ts";
import { Studio } from "../pages/studio.ts";

test.beforeEach(({ page }) => signIn(page));

const CODE = `Fliplet.Page.onRemoteExecution(async (payload) => {
  console.log("first");
  await new Promise((done) => setTimeout(done, 2000));
  console.log("second");
  return { twice: payload.n * 2 };
});
`;

test("a screen is written with the help of its types, tried as it runs, and published when its cases pass", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const name = `Studio ${Date.now()}`;
  const editor = new ScreenEditorPage(page);
  await page.goto("/apps/1/screens?new=true");
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();

  // Lint by types, and a handler that is missing.
  await editor.write("Fliplet.DataSources.connect('Bookings');");
  await expect(async () => {
    await editor.lookAtFindings();
    await expect(editor.findings("is not assignable to parameter of type 'number'")).toBeVisible({ timeout: 1_000 });
    await expect(editor.findings("No handler:")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });

  // Completion with its words.
  await editor.write("Fliplet.");
  await page.keyboard.type("Da");
  await expect(page.getByRole("option", { name: "DataSources" })).toBeVisible();
  await expect(page.locator(".cm-completionInfo")).toContainText("The app's stored data.");
  await page.keyboard.press("Escape");

  // Format, as one step that can be undone.
  await editor.write("Fliplet.Page.onRemoteExecution(  (payload)=>{return   1})");
  await page.getByRole("button", { name: "Format" }).click();
  await expect(editor.code()).toContainText("onRemoteExecution((payload) => {");
  await page.keyboard.press("Shift+Tab");
  await editor.code().press("ControlOrMeta+z");
  await expect(editor.code()).toContainText("(payload)=>{return   1}");

  // What cannot be read is kept as a draft, and is not published.
  const dialog = page.getByRole("alertdialog");
  await editor.write("let a = ;");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await dialog.getByRole("button", { name: "Save and publish" }).click();
  await expect(dialog).toContainText("in line 1, column 9. Mend it, then publish.");
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  // Lines come while the code runs, and a run can be stopped.
  await editor.write(CODE);
  await editor.test('{ "n": 2 }');
  await expect(editor.console()).toContainText("first");
  await expect(editor.console()).not.toContainText("second", { timeout: 1 });
  await expect(editor.result()).toContainText("4");
  await expect(editor.console()).toContainText("second");
  await page.getByRole("button", { name: "Test run" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();

  // A case that decides about publishing.
  await page.getByRole("button", { name: "Test run" }).click();
  await expect(editor.result()).toContainText("4");
  await page.getByRole("button", { name: "Save as case" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("two twice");
  await page.getByRole("dialog").getByLabel("It passes when").selectOption("result");
  await page.getByRole("dialog").getByRole("button", { name: "Save case" }).click();
  await page.getByRole("tab", { name: "Cases" }).click();
  await page.getByLabel("Publish only when all cases pass").click();
  await expect(page.getByLabel("Publish only when all cases pass")).toBeChecked();
  await editor.write(CODE.replace("* 2", "* 3").replace("2000", "1"));
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await dialog.getByRole("button", { name: "Run cases and publish" }).click();
  await expect(dialog.getByText('It should return {"twice":4}, and returned {"twice":6}.')).toBeVisible();
  await expect(dialog.getByText("A case does not pass")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await editor.write(CODE.replace("2000", "1"));
  await editor.publish();
  await expect(page.getByText("Version 4 is published.")).toBeVisible();

  // What differs from it, and the way back.
  await editor.write(CODE.replace("2000", "1").replace("first", "changed"));
  await page.getByRole("button", { name: "Compare with published" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 line new or changed, 1 line gone.");
  await expect(page.getByRole("dialog").locator(".cm-changedText").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "View version 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore as draft" }).click();
  await expect(editor.code()).toContainText("Hello, ");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor.code()).toContainText("changed");
});

test("code that is not saved outlives a rename, a restored version, a way out, and somebody else's draft", async ({
  page,
}) => {
  const editor = new ScreenEditorPage(page);
  const studio = new Studio(page);
  const app = await callApi<{ id: number }>(page, "apps.create", { name: "Unsaved code" });
  const ref = { appId: app.id };
  const { id } = await callApi<{ id: number }>(page, "screens.create", { ...ref, name: "Before", code: "// one" });
  await callApi(page, "screens.saveDraft", { ...ref, id, code: "// two" });
  const path = `/apps/${app.id}/screens/${id}`;
  await page.goto(path);
  await editor.write("// mine");
  await expect(page.getByText("Not saved", { exact: true })).toBeVisible();

  await editor.rename("After");
  await expect(page.getByRole("heading", { level: 1, name: "After" })).toBeVisible();
  await expect(editor.code()).toContainText("// mine");
  await expect(page.getByText("Not saved", { exact: true })).toBeVisible();

  await editor.restore(1);
  await expect(editor.code()).toContainText("// one");
  await page.getByRole("tab", { name: "Cases" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor.code()).toContainText("// mine");

  await new CommandPalettePage(page).find("Go to Runs");
  await page.keyboard.press("Enter");
  await studio.stay();
  await studio.heading().click();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await studio.stay();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(editor.code()).toContainText("// mine");

  await callApi(page, "screens.saveDraft", { ...ref, id, code: "// theirs" });
  await page.getByRole("button", { name: "Save draft" }).click();
  await editor.compareTheTwo().click();
  await expect(page.getByRole("dialog")).toContainText("Newest, version 5");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save over it" }).click();
  await expect(page.getByText("Draft version 6")).toBeVisible();
  await expect(editor.code()).toContainText("// mine");
});
