import { expect, test } from "@playwright/test";
import { untilAwake } from "../fixtures/awake.ts";
import { holdScripts } from "../fixtures/hold-scripts.ts";
import { OWNER, signIn } from "../fixtures/owner.ts";
import { CommandPalettePage } from "../pages/command-palette.ts";

test("the keyboard leads everywhere: palette, shortcuts, and back out of them", async ({ page }) => {
  const palette = new CommandPalettePage(page);
  await signIn(page);
  await page.goto("/apps/1/secrets");
  await expect(page.getByRole("heading", { level: 1, name: "Secrets" })).toBeVisible();
  await untilAwake(page);

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

test("what is typed before the palette has come is written into it, and leads nowhere else", async ({ page }) => {
  const palette = new CommandPalettePage(page);
  const scripts = await holdScripts(page);
  await signIn(page);
  await page.goto("/apps/1/secrets");
  await untilAwake(page);
  scripts.holdFurther();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("gtt");
  await page.keyboard.press("Backspace");
  scripts.release();
  await expect(palette.field()).toBeFocused();
  await expect(palette.field()).toHaveValue("gt");
  await page.keyboard.type("x");
  await expect(palette.field()).toHaveValue("gtx");
  await expect(page).toHaveURL(/\/secrets$/);
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
    ["/apps/1/tasks/1", "Recent fires"],
    ["/apps/1/timetable", "import-releases"],
    ["/apps/1/timetable?view=week", "Fires in each hour of the week"],
    ["/timetable", "import-releases"],
    ["/apps/1/screens", "Release feed"],
    ["/apps/1/runs/1", "Completed"],
    ["/apps/1/secrets", "Secrets"],
    ["/apps/1/data", "Releases"],
    ["/apps/1/data/1", "john@example.org"],
    ["/apps/1/outbox", "import-releases"],
    ["/apps/1/notifications", "0.1.0: one fire, one run"],
    ["/organisation", "password only"],
    ["/audit", "created the app"],
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

test("what is typed and asked for before a page is awake is kept and done", async ({ page }) => {
  await signIn(page);
  const scripts = await holdScripts(page);
  // The form of a task asks before what was typed is left behind.
  page.on("dialog", (dialog) => dialog.accept());

  await scripts.hold();
  await page.goto("/apps/1/tasks/new", { waitUntil: "commit" });
  await page.getByLabel("Name", { exact: true }).pressSequentially("typed-early");
  await page.getByLabel("Screen", { exact: true }).selectOption({ label: "Release feed" });
  await page.getByText("On a schedule").click();
  scripts.release();
  await page.getByLabel("In words").fill("every weekday at 9:45");
  await expect(page.getByLabel("Cron expression")).toHaveValue("45 9 * * 1-5");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("typed-early");
  await expect(page.getByRole("link", { name: "Open Release feed" })).toBeVisible();

  await scripts.hold();
  await page.goto("/apps/1/screens/1", { waitUntil: "commit" });
  await page.getByLabel("Test payload (JSON)").fill('{"n":1}');
  scripts.release();
  await page.getByRole("button", { name: "Tidy" }).click();
  await expect(page.getByLabel("Test payload (JSON)")).toHaveValue('{\n  "n": 1\n}');

  await scripts.hold();
  await page.goto("/apps/1/secrets", { waitUntil: "commit" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  scripts.release();
  await expect(page.getByRole("dialog")).toBeVisible();

  // A form that is sent too early must not carry a password into the address.
  await page.context().clearCookies({ name: /session/ });
  await scripts.hold();
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByLabel("Password").press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
  scripts.release();
  await expect(page.getByRole("heading", { name: "Apps" })).toBeVisible();
});
