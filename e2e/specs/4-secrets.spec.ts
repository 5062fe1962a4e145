import { expect, test } from "@playwright/test";
import { signIn } from "../fixtures/owner.ts";
import { ScreenEditorPage } from "../pages/screen-editor.ts";

const VALUE = "sk-live-0123456789";

const READER = `Fliplet.Page.onRemoteExecution(async () => {
  const key = await Fliplet.App.Secrets.get("PAYMENT_KEY");
  console.log("the key is", key);
  return { key, length: key.length, region: Fliplet.Env.get("REGION") };
});`;

test("a secret is kept, read by a screen, masked wherever it shows, and removed", async ({ page }) => {
  await signIn(page);
  await page.goto("/apps/1/secrets");
  await expect(page.getByText("Keep keys out of your code")).toBeVisible();
  const add = async (kind: "Secret" | "Variable", name: string, value: string) => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(kind, { exact: true }).click();
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Value").fill(value);
    await dialog.getByRole("button", { name: "Save" }).click();
    return dialog;
  };
  const refused = await add("Secret", "payment key", VALUE);
  await expect(refused).toContainText("letters");
  await refused.getByLabel("Name").fill("PAYMENT_KEY");
  await refused.getByRole("button", { name: "Save" }).click();
  await expect(refused).toBeHidden();
  await expect(await add("Variable", "REGION", "eu-west")).toBeHidden();
  const list = page.getByRole("list", { name: "Secrets and variables" });
  await expect(list).toContainText("eu-west");
  await expect(list).toContainText("PAYMENT_KEY");
  await expect(list).not.toContainText(VALUE);

  await page.goto("/apps/1/screens/1");
  const editor = new ScreenEditorPage(page);
  await editor.write(READER);
  await editor.test("{}");
  await expect(editor.console()).toContainText("the key is [secret PAYMENT_KEY]");
  await expect(editor.result()).toContainText("[secret PAYMENT_KEY]");
  await expect(editor.result()).toContainText("eu-west");
  await expect(editor.result()).toContainText(String(VALUE.length));

  page.once("dialog", (dialog) => dialog.accept());
  await page.goto("/apps/1/secrets");
  for (const name of ["PAYMENT_KEY", "REGION"]) {
    await list.getByRole("button", { name: `Remove ${name}` }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: /remove/i })
      .click();
    await expect(list.getByText(name)).toBeHidden();
  }
  await expect(page.getByText("Keep keys out of your code")).toBeVisible();
});
