import { expect, test } from "@playwright/test";
import { signIn } from "../fixtures/owner.ts";
import { CommandPalettePage } from "../pages/command-palette.ts";

test("the keyboard leads everywhere: palette, shortcuts, and back out of them", async ({ page }) => {
  const palette = new CommandPalettePage(page);
  await signIn(page);
  await page.goto("/apps/1/secrets");
  await expect(page.getByRole("heading", { level: 1, name: "Secrets" })).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  // A letter is a letter while somebody writes.
  await page.keyboard.type("gr");
  await expect(page.getByRole("searchbox")).toHaveValue("gr");
  await expect(page).toHaveURL(/\/tasks/);

  await palette.find("weekly");
  await expect(palette.command(/^weekly-usage-report/)).toBeVisible();
  await palette.command(/^Switch weekly-usage-report off/).click();
  await expect(page.getByText("weekly-usage-report is off.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("weekly-usage-report is on again.")).toBeVisible();

  await palette.find("run #1");
  await palette.command(/^Run #1 import-releases/).click();
  await expect(page).toHaveURL(/\/runs\/1$/);

  // What can be done with a task is found by its verb, and stands first on the task's own page.
  await palette.find("edit weekly");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/tasks\/\d+\?tab=settings$/);
  await palette.open();
  await expect(palette.command("Run weekly-usage-report now…")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.type("duplicate");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("weekly-usage-report-copy");
  await palette.find("new secret");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/apps/1/runs/1");

  await palette.find("999999999");
  await expect(palette.window().getByText("This app has no run 999999999.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette.window()).toBeHidden();

  await palette.find("run confirm-booking");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Run confirm-booking now" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts.getByText("New task")).toBeVisible();
  await shortcuts.getByRole("switch", { name: /Single-key shortcuts/ }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await palette.open();
  await expect(page).toHaveURL(/\/runs\/1$/);
});

test("pages arrive with their data, in the language and zone of their reader", async ({ browser }) => {
  const context = await browser.newContext({ locale: "de-DE", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await signIn(page);

  for (const [path, text] of [
    ["/", "Workplace demo"],
    ["/apps/1/tasks", "import-releases"],
    ["/apps/1/tasks/1", "import-releases"],
    ["/apps/1/screens", "Release feed"],
    ["/apps/1/runs/1", "Completed"],
    ["/apps/1/secrets", "Secrets"],
    ["/apps/1/data", "Releases"],
  ] as const) {
    const html = await (await context.request.get(path)).text();
    // Without the whole page in the message when it fails.
    expect({ path, hasData: html.includes(text), isLoading: html.match(/aria-label="Loading[^"]*"/)?.[0] }).toEqual({
      path,
      hasData: true,
      isLoading: undefined,
    });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(await (await context.request.get("/apps/1/tasks")).text()).toMatch(
    /lang="de-DE"[^>]*>Um 08:00, nur jeden Montag</,
  );
  const run = await (await context.request.get("/apps/1/runs/1")).text();
  expect(run).toMatch(/\d{2}\. \p{L}+\.? \d{4}, \d{2}:\d{2}:\d{2} GMT\+9/u);
  expect(complaints).toEqual([]);
  await context.close();
});
