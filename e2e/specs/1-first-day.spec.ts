import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.ts";
import { callApi } from "../fixtures/call-api.ts";
import { type ForeignPage, serveForeignPage } from "../fixtures/foreign-page.ts";
import { OWNER } from "../fixtures/owner.ts";
import { CALLING_BLOCKS, type Found, HANDLER_BLOCK, referencePage } from "../fixtures/reference-page.ts";
import { RunsPage } from "../pages/runs.ts";
import { ScreenEditorPage } from "../pages/screen-editor.ts";

// One newcomer's first day, step by step on one page: each step needs what the one before left.
test.describe.configure({ mode: "serial" });

const GREETING = `Fliplet.Page.onRemoteExecution(async (payload) => {
  const who = payload?.name ?? "schedule";
  console.log("Greeting", who);
  return { greeting: "Hello, " + who };
});`;

const BROKEN = `// Greets
Fliplet.Page.onRemoteExecution(async (payload) => {
  console.warn("about to break");
  return payload.missing.name;
});`;

let page: Page;
let foreign: ForeignPage;
let token = "";

test.beforeAll(async ({ browser }) => {
  // A context of its own, in which a second page can stand beside the first.
  page = await (await browser.newContext()).newPage();
  foreign = await serveForeignPage(
    () => `<!doctype html><title>An app</title><p id="said">…</p>
      <script src="${process.env.E2E_BASE_URL}/sdk/fliplet.js" data-token="${token}"></script>
      <script>
        Fliplet.App.Tasks.runWithResult('greet', { name: 'a page' }).then(
          function (result) { document.getElementById('said').textContent = result.greeting },
          function (error) { document.getElementById('said').textContent = error.name + ' ' + error.status + ' ' + error.message }
        );
      </script>`,
  );
});

test.afterAll(async () => {
  await page.context().close();
  await foreign.close();
});

const openApp = async (section: string) => {
  await page
    .getByRole("navigation", { name: /app/i })
    .getByRole("link", { name: section, exact: true })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
};

test("the first visitor becomes the owner through the setup link", async () => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("setup link")).toBeVisible();
  await expectAccessible(page, "/sign-in");

  await page.goto(`/setup?token=wrong-token-of-some-length`);
  await fillSetup();
  await expect(page.getByText("That setup link is not valid")).toBeVisible();

  await page.goto(`/setup?token=${process.env.E2E_SETUP_TOKEN}`);
  await expectAccessible(page, "/setup");
  await fillSetup();
  await expect(page.getByRole("heading", { name: "Apps" })).toBeVisible();
  await expect(page.getByText("Workplace demo")).toBeVisible();
});

async function fillSetup() {
  await page.getByLabel("Organisation").fill(OWNER.organization);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Create the owner" }).click();
}

test("a screen is written, tried with a payload and published", async () => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /New app/ })
    .first()
    .click();
  await page.getByRole("dialog").getByLabel("Name").fill("Greetings");
  await page.getByRole("button", { name: "Create app" }).click();
  await expect(page).toHaveURL(/\/apps\/\d+$/);

  await openApp("Screens");
  await page
    .getByRole("button", { name: /New screen/ })
    .first()
    .click();
  await page.getByRole("dialog").getByLabel("Name").fill("Greeter");
  await page.getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Greeter" })).toBeVisible();

  const editor = new ScreenEditorPage(page);
  await editor.write(GREETING);
  await editor.test('{ "name": "Ann" }');
  await expect(editor.console()).toContainText("Greeting Ann");
  await expect(editor.result()).toContainText("Hello, Ann");
  await editor.publish();
  await expect(page.getByText("Never published")).toBeHidden();
});

test("it is scheduled, in words and with the times it will fire", async () => {
  await openApp("Tasks");
  await page
    .getByRole("link", { name: /New task/ })
    .first()
    .click();
  await page.getByLabel("Name", { exact: true }).fill("greet");
  await page.getByLabel("Screen").selectOption({ label: "Greeter" });
  await page.getByText("On a schedule").click();
  await page.getByLabel("Cron expression").fill("61 * * * *");
  await expect(page.getByText(/"61" is not a valid minute/)).toBeVisible();
  await page.getByLabel("Cron expression").fill("* * * * *");
  await expect(page.getByText("Every minute").first()).toBeVisible();
  await expect(page.getByText(/next 10 fire times/i)).toBeVisible();
  await page.getByText("Calls from pages").click();
  await page.getByLabel("Pages may run this task").check();
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page.getByRole("heading", { name: "greet" })).toBeVisible();
});

test("it fires, and its run tells what happened", async () => {
  await openApp("Runs");
  await expect(page.getByText("Completed").filter({ visible: true }).first()).toBeVisible({ timeout: 80_000 });
  await page.getByRole("link", { name: /greet/ }).first().click();
  await expect(page.getByRole("region", { name: "Console", exact: true })).toContainText("Greeting schedule");
  await expect(page.getByRole("region", { name: "Result", exact: true })).toContainText("Hello, schedule");
  await expect(page.getByText("Schedule", { exact: true }).first()).toBeVisible();
});

test("its log can be searched", async () => {
  await openApp("Log");
  await page.getByLabel("Search the log").fill("greeting sched");
  await expect(page.getByText("Greeting schedule").first()).toBeVisible();
  await page.getByLabel("Search the log").fill("nobody ever wrote this");
  await expect(page.getByText("Greeting schedule")).toHaveCount(0);
  await expect(page).toHaveURL(/nobody/);
});

test("a page of another origin calls it through the client, once a token lists its origin", async () => {
  await openApp("Connect");
  await page
    .getByRole("button", { name: /New token/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("The page");
  await dialog.getByLabel("Origins").fill(foreign.origin);
  await dialog.getByRole("button", { name: "Create token" }).click();
  token = (await page.getByTestId("new-token").textContent())?.trim() ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(token).toMatch(/^atp_/);

  const visitor = await page.context().newPage();
  await visitor.goto(foreign.origin);
  await expect(visitor.locator("#said")).toHaveText("Hello, a page");
  // The same page by another name is another origin, which the token does not list.
  await visitor.goto(foreign.origin.replace("127.0.0.1", "localhost"));
  await expect(visitor.locator("#said")).toContainText("FORBIDDEN");
  await visitor.close();
});

test("a broken screen shows its failure at the builder's own line, to the studio and to the caller", async () => {
  await openApp("Screens");
  await page
    .getByRole("link", { name: /Greeter/ })
    .first()
    .click();
  const editor = new ScreenEditorPage(page);
  await expect(page.getByRole("region", { name: "Code" }).getByRole("textbox")).toBeVisible();
  await editor.write(BROKEN);
  await editor.publish();

  const visitor = await page.context().newPage();
  await visitor.goto(foreign.origin);
  await expect(visitor.locator("#said")).toContainText("TypeError EXECUTION_FAILED");
  await visitor.close();

  await openApp("Runs");
  await new RunsPage(page).narrowTo("Failed");
  await page.getByRole("link", { name: /greet/ }).first().click();
  const error = page.getByRole("region", { name: "Error", exact: true });
  await expect(error).toContainText("TypeError");
  await expect(error).toContainText("line 4");
  await expect(error).toContainText("return payload.missing.name;");
  await expect(page.getByRole("region", { name: "Console", exact: true })).toContainText("about to break");
});

test("a task is switched off, run with a payload, and removed with its history kept", async () => {
  await openApp("Tasks");
  const toggle = page.getByRole("switch", { name: "Schedule of greet" }).first();
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Schedule of greet" }).first()).not.toBeChecked();

  await page.getByRole("row", { name: /greet/ }).getByRole("button", { name: /Run/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Payload (JSON)").fill('{ "missing": { "name": "found" } }');
  await dialog.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByRole("status").getByText("Completed")).toBeVisible();
  await expect(page.getByRole("region", { name: "Result", exact: true })).toContainText("found");

  await openApp("Tasks");
  await page.getByRole("row", { name: /greet/ }).getByRole("button", { name: "More for greet" }).click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /Delete/ })
    .click();
  await expect(page.getByRole("row", { name: /greet/ })).toHaveCount(0);
  await openApp("Runs");
  await expect(page.getByRole("link", { name: /greet/ }).first()).toBeVisible();
});

test("the reference document's examples run unchanged in a page of another origin, by script tag and as a module", async () => {
  const { id: appId } = await callApi<{ id: number }>(page, "apps.create", { name: "Reference" });
  const make = async (name: string, code: string) => {
    const { id } = await callApi<{ id: number }>(page, "screens.create", { appId, name, code });
    await callApi(page, "screens.publish", { appId, id });
    return id;
  };
  /** Makes the screen with the id that the document names: previews, which are taken back, use up the ids before. */
  const makeAs = async (wanted: number, name: string, code: string, last: number) => {
    for (let missing = wanted - last - 1; missing > 0; missing -= 100) {
      const entries = Array.from({ length: Math.min(missing, 100) }, (_, n) => ({
        name: `id-${n}`,
        code: "async function execute() {}",
      }));
      await callApi(page, "tasks.previewImport", { appId, text: JSON.stringify(entries) });
    }
    expect(await make(name, code)).toBe(wanted);
  };
  const emails = await make(
    "Emails",
    "Fliplet.Page.onRemoteExecution(({ Email }) => ({ isRegistered: Email === 'john@example.org' }));",
  );
  await callApi(page, "tasks.create", { appId, name: "email-is-registered", pageId: emails });
  // An app that is full refuses the rest of each of them sooner.
  await callApi(page, "apps.update", { id: appId, limits: { tasks: 1 } });
  await makeAs(123, "Weekly reminder", HANDLER_BLOCK, emails);
  await makeAs(456, "Booking", "Fliplet.Page.onRemoteExecution((payload) => ({ confirmed: payload }));", 123);
  await callApi(page, "apps.update", { id: appId, limits: { tasks: 5 } });

  const product = String(process.env.E2E_BASE_URL);
  let html = "";
  const origin = await serveForeignPage(() => html);
  const { token: secret } = await callApi<{ token: string }>(page, "tokens.create", {
    appId,
    name: "The document's page",
    kind: "secret",
    scopes: ["tasks:read", "tasks:write", "tasks:run", "logs:read", "screens:read", "screens:write"],
    origins: [origin.origin],
  });
  html = referencePage(product, secret);
  const visitor = await page.context().newPage();
  await visitor.goto(origin.origin);
  await visitor.waitForFunction(() => "found" in window);
  const found = await visitor.evaluate(() => (window as unknown as { found: Promise<Found> }).found);
  await visitor.close();
  await origin.close();

  const named = (name: string, more: object) => [expect.objectContaining({ name, ...more })];
  const logs = expect.objectContaining({ count: expect.any(Number), logs: expect.any(Array) });
  expect(found.blocks).toEqual([
    named("send-monday-weekly-reminder", { pageId: 123, frequency: "0 8 * * 1", nextRunAt: expect.any(String) }),
    named("confirm-booking", { pageId: 456, frequency: null }),
    ["nothing", "nothing", { isRegistered: true }],
    [expect.arrayContaining(named("confirm-booking", {}))],
    [logs, logs],
    named("confirm-booking", { pageId: 456 }),
    named("send-monday-weekly-reminder", { active: false }),
    ["nothing"],
  ]);
  expect(found.blocks).toHaveLength(CALLING_BLOCKS.length);
  // Three tasks one by one, and two lists of logs.
  expect(found.printed).toBe(5);
  expect(found.v3).toEqual({ result: { seat: 12 }, count: 1, left: 0 });
  expect(found.module).toEqual([{ isRegistered: true }, true, "TASK_NOT_FOUND"]);
  expect(found.offline).toBe("UNREACHABLE");
});

test("the demo app's runs arrive by themselves", async () => {
  // A minute has begun since the owner came.
  await page.goto("/");
  await page
    .getByRole("link", { name: /Workplace demo/ })
    .first()
    .click();
  await openApp("Tasks");
  const row = page.getByRole("row", { name: /import-releases/ });
  await expect(row.getByText("Completed")).toBeVisible({ timeout: 80_000 });
  await expect(row.getByText("Every minute")).toBeVisible();
  await expect(page.getByText("5 of 20 tasks")).toBeVisible();
});
