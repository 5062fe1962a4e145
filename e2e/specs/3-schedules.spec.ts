import { expect, test } from "@playwright/test";
import { signIn } from "../fixtures/owner.ts";

/** Tasks of the demo app: `import-releases` fires every minute, `check-out-at-midnight` has yet to. */
const EVERY_MINUTE = "/apps/1/tasks/1";
const AT_MIDNIGHT = "/apps/1/tasks/2";

test.beforeEach(async ({ page }) => signIn(page));

test("a sentence writes the expression, and the expression the sentence", async ({ page }) => {
  await page.goto("/apps/1/tasks/2?tab=settings");
  const sentence = page.getByLabel("In words");
  const expression = page.getByLabel("Cron expression");
  await expect(expression).toHaveValue("0 0 * * *");
  // Fire times are computed in the browser: when they stand there, the form hears what is typed.
  await expect(page.getByText(/next 10 fire times/i)).toBeVisible();
  await sentence.fill("every weekday at 9:30");
  await expect(expression).toHaveValue("30 9 * * 1-5");
  await expression.fill("0 12 * * MON#1");
  await expect(sentence).toHaveValue(/first Monday/i);
  await sentence.fill("every 45 minutes");
  await expect(page.getByRole("button", { name: /every 30 minutes/i })).toBeVisible();
});

test("the ledger proves that every fire has one row", async ({ page }) => {
  await page.goto(`${EVERY_MINUTE}?tab=ledger`);
  await expect(page.getByText("Every expected fire has exactly one row.")).toBeVisible();
  await expect(page.getByText(/Completed \d+/)).toBeVisible();
});

test("the next fire is skipped, and the skip taken back", async ({ page }) => {
  await page.goto(AT_MIDNIGHT);
  await page.getByRole("button", { name: "Skip next fire" }).click();
  await page.getByRole("button", { name: /Undo/ }).first().click();
  await expect(page.getByRole("button", { name: "Skip next fire" })).toBeVisible();
});

test("the timetable shows what is to come, by day and by week", async ({ page }) => {
  await page.goto("/apps/1/timetable");
  await expect(page.getByText("import-releases").filter({ visible: true }).first()).toBeVisible();
  await page.getByText("Week", { exact: true }).click();
  await expect(page).toHaveURL(/view=week/);
  await page.goto("/timetable");
  await expect(page.getByText("import-releases").filter({ visible: true }).first()).toBeVisible();
});
