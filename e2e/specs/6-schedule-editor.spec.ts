import { expect, test } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.ts";
import { signIn } from "../fixtures/owner.ts";
import { ScheduleEditor } from "../pages/schedule-editor.ts";

test.beforeEach(async ({ page }) => signIn(page));

test("four faces of one schedule stay in step, and what is previewed is what is saved", async ({ page }) => {
  const editor = new ScheduleEditor(page);
  await editor.startOnNewTask(`four-faces-${Date.now()}`);

  await editor.sentence().fill("every weekday at 9:30");
  await expect(editor.expression()).toHaveValue("30 9 * * 1-5");
  await expect(editor.field("Weekday")).toContainText("1-5");

  await editor.sentence().fill("every weekday at 9:30 in New York");
  await expect(editor.timezone()).toHaveValue("America/New_York");

  await editor.preset("Mondays at 8:00").click();
  await expect(editor.expression()).toHaveValue("0 8 * * 1");
  await expect(editor.sentence()).toHaveValue(/Monday/);

  await editor.field("Hour").click();
  await expect(editor.cell("Hour 08")).toHaveAttribute("aria-selected", "true");
  await editor.dragOver("Hour 09", "Hour 12");
  await expect(editor.expression()).toHaveValue("0 8-12 * * 1");
  await expect(editor.sentence()).toHaveValue(/8:00 to 12:00|8 to 12|8, 9, 10, 11/);

  await editor.field("Weekday").click();
  await page.getByLabel("Which week of the month").selectOption("last");
  await editor.cell("Friday").click();
  await editor.field("Day").click();
  await page.getByLabel("Last day of the month").check();
  await expect(editor.expression()).toHaveValue("0 8-12 L * 1,5L");
  await expect(page.getByText("fires on days that match either one (OR)")).toBeVisible();

  await editor.expression().fill("0 25 * * *");
  await expect(page.getByText('"25" is not a valid hour; expected 0 to 23. (at character 3)')).toBeVisible();
  await expect(editor.field("Hour")).toContainText("cannot be read");
  await editor.field("Hour").click();
  await editor.cell("Hour 07").click();
  await expect(editor.expression()).toHaveValue("0 7 * * *");

  await editor.chooseTimezone("mumbai");
  await expect(editor.timezone()).toHaveValue("Asia/Kolkata");
  await expect(editor.fires()).toHaveCount(10);

  await expectAccessible(page, "the schedule editor");

  const next = await editor.fires().first().getAttribute("datetime");
  expect(next).toMatch(/T01:30:00.000Z$/);
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page.locator(`time[datetime="${next}"]`).first()).toBeVisible();
});

test("a sentence that is not understood keeps the expression beside it from being saved", async ({ page }) => {
  const editor = new ScheduleEditor(page);
  const name = `not-understood-${Date.now()}`;
  await editor.startOnNewTask(name);
  await editor.preset("Mondays at 8:00").click();
  await editor.sentence().fill("every weekday at 8 except on holidays");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(editor.sentence()).toHaveAccessibleDescription(/Nothing was saved.*or clear it/);
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page).toHaveURL(/\/tasks\/new/);

  await editor.preset("Mondays at 8:00").click();
  await expect(editor.sentence()).toHaveValue(/Monday/);
  await editor.sentence().fill("nonsense");
  await editor.sentence().fill("");
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("the keyboard alone builds a schedule, and one that clashes is spread", async ({ page }) => {
  const editor = new ScheduleEditor(page);
  await page.goto("/apps/1");
  for (const name of ["first", "second"]) await crowd(`${name}-${Date.now()}`);
  await editor.startOnNewTask(`by-keyboard-${Date.now()}`);

  await editor.expression().focus();
  await page.keyboard.type("17 3 1 * *");
  // The bar that saves is there by now, and covers nothing that has the focus.
  expect(await page.evaluate(isFocusSeen)).toBe(true);
  // The cursor stands in the last field, so that one is explained.
  await expect(editor.field("Weekday")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await expect(editor.field("Minute")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("minute 17", { exact: true })).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(editor.field("Minute")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(editor.field("Day")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Tab");
  await expect(editor.step(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.expression()).toHaveValue("17 3 * * *");

  await editor.field("Weekday").focus();
  await editor.cell("Monday").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(editor.expression()).toHaveValue("17 3 * * 2-4");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(editor.expression()).toHaveValue("17 3 * * 2,3");

  await expect(editor.load().getByText(/it starts together with/)).toBeVisible();
  const hours = editor.load().getByRole("gridcell");
  await hours.nth(24 + 3).focus();
  await expect(editor.load().getByText(/ to .*: \d+ runs?/)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(hours.nth(24 + 4)).toBeFocused();
  await editor.load().getByRole("button", { name: "Spread over 10 minutes" }).press("Enter");
  await expect(editor.load().getByText(/up to 10m after their fire time/)).toBeVisible();
  await expect(page.getByLabel("Spread, in seconds")).toHaveValue("600");

  /** A task of another name that fires in the same minute. */
  async function crowd(name: string) {
    const timezone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    const status = await page.evaluate(
      async (task) =>
        (
          await fetch("/api/trpc/tasks.create", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(task),
          })
        ).status,
      { appId: 1, name, pageId: 1, frequency: "17 3 * * *", timezone },
    );
    expect(status).toBe(200);
  }
});

/** Whether what has the focus is what stands at its own place on the screen. Runs in the page. */
function isFocusSeen(): boolean {
  const focused = document.activeElement;
  if (!focused) return false;
  const { left, top, width, height } = focused.getBoundingClientRect();
  return focused.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
