import { expect, test } from "@playwright/test";
import { untilAwake } from "../fixtures/awake.ts";
import { askApi, callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { PHONE } from "../fixtures/viewports.ts";
import { HomePage } from "../pages/home.ts";
import { TaskSettingsPage } from "../pages/task-settings.ts";
import { TaskTablePage } from "../pages/task-table.ts";

const handler = (body: string) => `Fliplet.Page.onRemoteExecution(async function () { ${body} });`;
const YEARLY = "0 0 1 1 *";

test.beforeEach(({ page }) => signIn(page));

async function makeApp(page: Parameters<typeof signIn>[0], name: string, bodies: Record<string, string>) {
  const app = await callApi<{ id: number }>(page, "apps.create", { name });
  const screens: Record<string, number> = {};
  const add = async () => {
    for (const [screen, body] of Object.entries(bodies)) {
      const { id } = await callApi<{ id: number }>(page, "screens.create", {
        appId: app.id,
        name: screen,
        code: handler(body),
      });
      await callApi(page, "screens.publish", { appId: app.id, id });
      screens[screen] = id;
    }
  };
  const task = (task: string, screen: string, more: object = {}) =>
    callApi<{ id: number }>(page, "tasks.create", { appId: app.id, name: task, pageId: screens[screen], ...more });
  const run = (id: number) => callApi<{ runId: number }>(page, "tasks.run", { appId: app.id, idOrName: id });
  return { appId: app.id, add, task, run };
}

test("the home of an app says what to do first, then what runs, what comes next and what needs a look", async ({
  page,
}) => {
  const home = new HomePage(page);
  const { appId, add, task, run } = await makeApp(page, "Home and tasks", {
    Breaks: 'throw new Error("The shop is closed.\\nCome back later.");',
    Waits: "await new Promise((resolve) => setTimeout(resolve, 25000));",
  });
  await home.open(appId);
  await expect(page.getByRole("heading", { name: "Start with a screen" })).toBeVisible();

  await add();
  await task("new-year", "Breaks", { frequency: YEARLY });
  const broken = await run((await task("break", "Breaks")).id);
  const waiting = await run((await task("wait", "Waits")).id);
  await home.open(appId);
  await expect(home.panel("Next up")).toContainText(/new-year.*in \d+d/);
  await expect(home.panel("Running now")).toContainText(`wait #${waiting.runId}`);
  await expect(home.panel("Needs a look")).toContainText("Error: The shop is closed.");
  await expect(home.panel("Needs a look")).not.toContainText("Come back later");
  await expect(home.today()).toContainText("0 of 1 run completed");

  await callApi(page, "runs.cancel", { appId, id: waiting.runId });
  await expect(home.panel("Running now")).toContainText("Nothing runs at this moment");
  await home.panel("Needs a look").getByRole("link", { name: "break" }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${broken.runId}$`));
});

test("a server that does not answer looks like none, until it does", async ({ page, context }) => {
  const home = new HomePage(page);
  const { appId, add, task } = await makeApp(page, "Cut off", { Works: "return 1;" });
  await add();
  await task("new-year", "Works", { frequency: YEARLY });
  await home.open(appId);
  await untilAwake(page);
  await expect(home.today()).toContainText("On time");

  await context.route("**/api/trpc/**", (route) => route.abort());
  await expect(home.connection()).toContainText(/No connection to the server since \d/);
  await expect(home.today()).toContainText(/Not known.*as far as is known/);
  await page.goto(`/apps/${appId}/logs`);
  await expect(home.connection()).toBeVisible();
  await context.unroute("**/api/trpc/**");
  await expect(home.connection()).toBeHidden();
});

test("tasks are sorted, found, paused together and deleted; settings are few, and their history is kept", async ({
  page,
}) => {
  const tasks = new TaskTablePage(page);
  const { appId, add, task, run } = await makeApp(page, "A table of tasks", {
    Works: "return 1;",
    Breaks: 'throw new Error("Closed.");',
  });
  await add();
  const beta = await task("task-beta", "Works", { frequency: YEARLY });
  await task("task-alpha", "Works", { frequency: "0 8 * * *" });
  const gamma = await task("task-gamma", "Breaks");
  const failed = await run(gamma.id);

  await tasks.open(appId);
  await expect(tasks.names()).toHaveText(["task-beta", "task-alpha", "task-gamma"]);
  await tasks.sortBy("Task");
  await expect(tasks.names()).toHaveText(["task-alpha", "task-beta", "task-gamma"]);
  await expect(page).toHaveURL(/sort=name/);
  await tasks.sortBy("Task");
  await expect(tasks.names()).toHaveText(["task-gamma", "task-beta", "task-alpha"]);
  // The address follows the table a moment later.
  await expect(page).toHaveURL(/sort=-name/);
  await page.reload();
  await expect(tasks.names()).toHaveText(["task-gamma", "task-beta", "task-alpha"]);
  await page.getByLabel("Search the tasks").fill("works alpha");
  await expect(tasks.names()).toHaveText(["task-alpha"]);
  await expect(page).toHaveURL(/q=works/);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "In trouble" });
  await expect(tasks.names()).toHaveText(["task-gamma"]);

  await expect(tasks.strip("task-gamma")).toHaveAttribute("aria-valuetext", /^Failed, .* took/);
  await tasks.strip("task-gamma").hover();
  await expect(page.getByRole("tooltip")).toContainText(`#${failed.runId} · Failed`);
  await tasks.strip("task-gamma").press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${failed.runId}$`));

  await tasks.open(appId);
  await tasks.select("task-alpha", "task-beta", "task-gamma");
  await tasks.doWithSelected("Pause");
  await expect(tasks.scheduleSwitch("task-alpha")).not.toBeChecked();
  await expect(tasks.scheduleSwitch("task-beta")).not.toBeChecked();
  await expect(page.getByRole("alert").filter({ hasText: "task-gamma" })).toContainText("It runs on demand only");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tasks.scheduleSwitch("task-alpha")).toBeChecked();
  await expect(tasks.scheduleSwitch("task-beta")).toBeChecked();
  await page.getByRole("button", { name: "Select none" }).click();
  await tasks.select("task-alpha", "task-gamma");
  await tasks.doWithSelected("Delete");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("list", { name: "Tasks to delete" }).getByRole("listitem")).toHaveText([
    "task-alpha",
    "task-gamma",
  ]);
  await dialog.getByRole("button", { name: "Delete 2 tasks" }).click();
  await expect(tasks.names()).toHaveText(["task-beta"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tasks.names()).toHaveText(["task-beta", "task-alpha", "task-gamma"]);

  await page.setViewportSize(PHONE);
  await page.getByRole("checkbox", { name: "Select all tasks" }).check();
  await expect(tasks.bulk()).toContainText("3 tasks selected");
  await tasks.bulk().getByRole("button", { name: "Select none" }).click();
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto(`/apps/${appId}/tasks/${beta.id}?tab=settings`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("task-beta");
  await expect(page.getByLabel("Time limit, in seconds")).toBeHidden();
  await page.getByText("No retries; stopped after 30s.").click();
  await page.getByLabel("Retries", { exact: true }).fill("2");
  await page.getByText("Retries and limits").click();
  await expect(page.getByText("2 retries, the first after 10s; stopped after 30s.")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("tab", { name: "History" }).click();
  const change = page
    .getByRole("list", { name: "Changes" })
    .getByRole("listitem")
    .filter({ hasText: "changed retries" });
  await expect(change).toContainText(/olive/i);
  await expect(change.getByRole("deletion")).toHaveText("0");
  await expect(change.getByRole("insertion")).toHaveText("2");
});

test("settings that are not saved outlive a slow save, a run, somebody else's change and the end of a session", async ({
  page,
}) => {
  const settings = new TaskSettingsPage(page);
  const { appId, add, task } = await makeApp(page, "Unsaved settings", { Works: "return 1;" });
  await add();
  const { id } = await task("mine", "Works");
  const ref = { appId, idOrName: id };
  let questions = 0;
  page.on("dialog", async (dialog) => {
    questions++;
    await dialog.dismiss();
  });

  await settings.open(appId, id);
  const release = await settings.holdSaves();
  await settings.retries().fill("2");
  await settings.save();
  await settings.timeLimit().fill("45");
  release();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(settings.timeLimit()).toHaveValue("45");
  await expect(settings.retries()).toHaveValue("2");
  await expect(settings.unsaved()).toBeVisible();
  expect(await askApi(page, "tasks.get", ref)).toMatchObject({ retries: 2, timeoutMs: 30_000 });

  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText(/^Run #\d+ has started\.$/)).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(settings.timeLimit()).toHaveValue("45");

  await callApi(page, "tasks.update", { ...ref, timeoutMs: 50_000 });
  await settings.save();
  await expect(settings.conflict()).toBeVisible();
  await expect(settings.timeLimit()).toHaveValue("45");
  await page.getByRole("button", { name: "Save over them" }).click();
  await expect(settings.unsaved()).toBeHidden();
  expect(await askApi(page, "tasks.get", ref)).toMatchObject({ retries: 2, timeoutMs: 45_000 });

  await settings.timeLimit().fill("46");
  await callApi(page, "tasks.update", { ...ref, timeoutMs: 51_000 });
  await settings.save();
  await page.getByRole("button", { name: "Load the newest settings" }).click();
  await expect(settings.conflict()).toBeHidden();
  await expect(page.getByText("2 retries, the first after 10s; stopped after 51s.")).toBeVisible();

  await page.getByText("Retries and limits").click();
  await settings.timeLimit().fill("47");
  await page.context().clearCookies({ name: /session/ });
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveAttribute("target", "_blank");
  await settings.save();
  await expect(settings.timeLimit()).toHaveValue("47");
  const elsewhere = await page.context().newPage();
  await signIn(elsewhere);
  await elsewhere.close();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeHidden();
  await settings.save();
  await expect(settings.unsaved()).toBeHidden();
  expect(await askApi(page, "tasks.get", ref)).toMatchObject({ timeoutMs: 47_000 });
  expect(questions).toBe(0);
});
