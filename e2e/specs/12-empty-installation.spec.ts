import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.ts";
import { type OwnProduct, startOwnProduct } from "../fixtures/own-product.ts";
import { OWNER } from "../fixtures/owner.ts";
import { CommandPalettePage } from "../pages/command-palette.ts";
import { HomePage } from "../pages/home.ts";
import { LogPage } from "../pages/log.ts";
import { RunsPage } from "../pages/runs.ts";
import { ScheduleEditor } from "../pages/schedule-editor.ts";
import { ScreenEditorPage } from "../pages/screen-editor.ts";
import { Studio } from "../pages/studio.ts";

// One newcomer, step by step on one page, in an installation of its own: each step needs what the one before left.
test.describe.configure({ mode: "serial" });

let product: OwnProduct;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  product = await startOwnProduct();
  page = await (await browser.newContext({ baseURL: product.url, reducedMotion: "reduce" })).newPage();
});

test.afterAll(async () => {
  await page?.context().close();
  await product?.remove();
});

test("an installation without a demo begins with the owner, and then with the first app", async () => {
  await page.goto(product.setupUrl);
  await page.getByLabel("Organisation").fill(OWNER.organization);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Create the owner" }).click();
  await expect(page.getByRole("heading", { name: "Make your first app" })).toBeVisible();
  await expectAccessible(page, "apps");
  await page
    .getByRole("button", { name: /New app/ })
    .last()
    .click();
  await page.getByRole("dialog").getByLabel("Name").fill("First");
  await page.getByRole("button", { name: "Create app" }).click();
  await expect(page).toHaveURL(/\/apps\/1$/);
});

/** Every page of an app in which nothing is: what it says, and the one next step that it offers. */
const EMPTY: [name: string, section: string, heading: string, step: { link?: RegExp; button?: RegExp } | null][] = [
  ["home", "Home", "Start with a screen", { link: /screen/i }],
  ["tasks", "Tasks", "Write a screen first", { link: /screen/i }],
  ["runs", "Runs", "Nothing has run yet", { link: /tasks/i }],
  ["log", "Log", "The log is empty", { link: /screens/i }],
  ["outbox", "Outbox", "Nothing was sent yet", null],
  ["notifications", "Notifications", "No notification yet", null],
  ["screens", "Screens", "Write your first screen", { button: /New screen/ }],
  ["data", "Data", "Make your first data source", { button: /New data source/ }],
  ["secrets", "Secrets", "Keep keys out of your code", { button: /Add/ }],
  ["connect", "Connect", "Create a token", { button: /New token/ }],
  ["webhooks", "Webhooks", "Let another system start a task", { button: /New webhook/ }],
];

test("every page in which nothing is yet teaches the one next step", async () => {
  test.setTimeout(180_000);
  const studio = new Studio(page);
  for (const [name, section, heading, step] of EMPTY) {
    await test.step(name, async () => {
      await studio.section(section).click();
      await expect(page.getByRole("main").getByRole("heading", { name: heading })).toBeVisible();
      const main = page.getByRole("main");
      if (step?.link) await expect(main.getByRole("link", { name: step.link }).first()).toBeVisible();
      if (step?.button) await expect(main.getByRole("button", { name: step.button }).last()).toBeVisible();
      await expectAccessible(page, name);
    });
  }
});

test("the first of each is made and found: screen, task, run, line, failure", async () => {
  test.setTimeout(120_000);
  const studio = new Studio(page);
  const editor = new ScreenEditorPage(page);
  const runs = new RunsPage(page);

  await studio.section("Screens").click();
  await page.getByRole("main").getByRole("button", { name: "New screen" }).last().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Greeter");
  await page.getByRole("dialog").getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Greeter" })).toBeVisible();
  await editor.write(`Fliplet.Page.onRemoteExecution(async (payload) => {
  console.log("Greeting", payload.name);
  return { greeting: "Hello, " + payload.name.trim() };
});`);
  await editor.publish();

  await studio.section("Tasks").click();
  await page.getByRole("main").getByRole("link", { name: "New task" }).last().click();
  const schedule = new ScheduleEditor(page);
  await page.getByLabel("Name", { exact: true }).fill("greet");
  await page.getByLabel("Screen", { exact: true }).selectOption({ label: "Greeter" });
  await page.getByText("On a schedule").click();
  await schedule.sentence().fill("on the first of every month at 6:30");
  await expect(schedule.expression()).toHaveValue("30 6 1 * *");
  await expect(schedule.fires()).toHaveCount(10);
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page.getByRole("heading", { name: "greet" })).toBeVisible();

  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("dialog").getByLabel("Payload").fill('{ "name": "Ann" }');
  await page.getByRole("dialog").getByRole("button", { name: "Run now" }).click();
  await expect(runs.section("Result")).toContainText("Hello, Ann");
  await page.getByRole("button", { name: "Run again" }).click();
  await page.getByRole("dialog").getByLabel("Payload").fill("{}");
  await page.getByRole("dialog").getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("Failed").first()).toBeVisible();

  await studio.section("Runs").click();
  await expect(runs.rowOf(1)).toContainText("Completed");
  await expect(runs.rowOf(2)).toContainText("Failed");
  await runs.rowOf(1).getByRole("link", { name: "greet" }).first().click();
  await expect(runs.section("Result")).toContainText("Hello, Ann");

  const log = new LogPage(page);
  await studio.section("Log").click();
  await log.search("greeting ann");
  await expect(log.line("Greeting Ann")).toHaveCount(1);

  const home = new HomePage(page);
  await studio.section("Home").click();
  await expect(home.panel("Next up")).toContainText("greet");
  await expect(home.panel("Needs a look")).toContainText("TypeError");
  await expect(home.today()).toContainText("1 of 2 runs completed");
  await expectAccessible(page, "home");

  const palette = new CommandPalettePage(page);
  await palette.find("run greet");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Run greet now" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("a screen is tried, and a server that is asked to stop lets the try come to its end", async () => {
  const editor = new ScreenEditorPage(page);
  await page.goto("/apps/1/screens?new=true");
  await page.getByRole("dialog").getByLabel("Name").fill("Slow");
  await page.getByRole("dialog").getByRole("button", { name: "Create screen" }).click();
  await expect(page.getByRole("heading", { name: "Slow" })).toBeVisible();
  await editor.write(`Fliplet.Page.onRemoteExecution(async (payload) => {
  console.log("began");
  await new Promise((done) => setTimeout(done, 3000));
  console.log("came to its end");
  return { n: payload.n };
});`);
  await editor.test('{ "n": 3 }');
  await expect(editor.console()).toContainText("began");
  const stopped = product.stop();
  await expect(editor.console()).toContainText("came to its end");
  await expect(editor.result()).toContainText("3");
  expect(await stopped).toBe(0);
});
