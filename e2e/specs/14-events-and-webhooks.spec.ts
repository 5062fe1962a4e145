import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { WebhooksPage } from "../pages/webhooks.ts";

const ECHO = "Fliplet.Page.onRemoteExecution(async (payload) => payload);";

async function newScreen(page: Page, name: string): Promise<number> {
  const { id } = await callApi<{ id: number }>(page, "screens.create", { appId: 1, name, code: ECHO });
  await callApi(page, "screens.publish", { appId: 1, id });
  return id;
}

test("a task waits for entries of a data source, and its run tells which one started it", async ({ page }) => {
  await signIn(page);
  await newScreen(page, "Sign-up mail");
  const source = await callApi<{ id: number }>(page, "dataSources.create", { appId: 1, name: "Sign-ups" });
  await page.goto("/apps/1/tasks/new");
  await page.getByLabel("Name", { exact: true }).fill("greet-sign-ups");
  await page.getByLabel("Screen", { exact: true }).selectOption({ label: "Sign-up mail" });
  const events = page.getByRole("region", { name: "When something happens" });
  await events.getByRole("button", { name: "Add event" }).click();
  await events.getByLabel("Data source").selectOption({ label: "Sign-ups" });
  await events.getByRole("button", { name: "Add condition" }).click();
  await events.getByLabel("Column of condition 1").fill("Plan");
  await events.getByLabel("Value of condition 1").fill("team");
  await expect(events).toContainText("Runs when an entry is added to Sign-ups, if Plan is team.");
  await page.getByRole("button", { name: "Create task" }).click();
  await expect(page.getByRole("region", { name: "Events" })).toContainText("added to Sign-ups, if Plan is team");

  const insert = (Plan: string) =>
    callApi<{ id: number }>(page, "dataSources.insert", { appId: 1, dataSourceId: source.id, data: { Plan } });
  await insert("single");
  const entry = await insert("team");
  const runs = page.getByRole("region", { name: "Runs of the task" });
  const run = runs.getByRole("link", { name: /#\d+/ });
  await expect(run).toHaveCount(1);
  await run.click();
  await expect(page.getByRole("link", { name: `data source ${source.id}, entry ${entry.id}` })).toBeVisible();
  await page.goto("/apps/1/tasks");
  await expect(page.getByRole("row", { name: /greet-sign-ups/ })).toContainText("When an entry is added");
});

test("another system asks for a run at a signed address, and is told of what happens", async ({ page }) => {
  await signIn(page);
  const pageId = await newScreen(page, "Order");
  await callApi(page, "tasks.create", { appId: 1, name: "take-order", pageId });
  const webhooks = new WebhooksPage(page);
  await webhooks.open();
  await webhooks.addWebhook("Shop", "take-order");
  const secret = String(await webhooks.secret().textContent());
  await webhooks.closeSecret();
  await expect(webhooks.webhooks()).toContainText("never called");
  await expect(webhooks.webhooks()).not.toContainText(secret);

  const path = String(await webhooks.webhooks().getByText("/api/hooks/").textContent());
  const call = (signWith: string) => {
    const at = String(Math.floor(Date.now() / 1_000));
    const mac = createHmac("sha256", Buffer.from(signWith.replace("whsec_", ""), "base64"));
    const signature = mac.update(`msg_1.${at}.{"order":7}`).digest("base64");
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": at, "webhook-signature": `v1,${signature}` };
    return page.request.post(path, {
      data: '{"order":7}',
      headers: { ...headers, "content-type": "application/json" },
    });
  };
  expect((await call("whsec_AAAA")).status()).toBe(401);
  const taken = await call(secret);
  expect(taken.status()).toBe(202);
  expect((await call(secret)).status()).toBe(200);
  const { runId } = await taken.json();
  await page.goto(`/apps/1/runs/${runId}`);
  await expect(page.getByRole("status").filter({ hasText: "Completed" })).toBeVisible();
  await webhooks.open();
  await expect(webhooks.webhooks()).toContainText("last call");

  await webhooks.tab("Out").click();
  await webhooks.addEndpoint("http://169.254.169.254/latest");
  await expect(page.getByRole("dialog")).toContainText("https only");
  await page.getByRole("dialog").getByLabel("Address").fill("https://hooks.invalid/app-tasks");
  await page.getByRole("dialog").getByRole("button", { name: "Create endpoint" }).click();
  await expect(webhooks.secret()).toHaveText(/^whsec_/);
  await webhooks.closeSecret();
  await webhooks.endpoints().getByRole("button", { name: "Send a test to hooks.invalid" }).click();
  await webhooks.tab("Deliveries").click();
  await webhooks.deliveries().getByRole("link", { name: "A test from the studio" }).click();
  await expect(page.getByText("The endpoint could not be reached.")).toBeVisible();
  await expect(page.getByText("of at most 8")).toBeVisible();
  await webhooks.open();
  await webhooks.tab("Out").click();
  await webhooks.endpoints().getByRole("switch").click();
  await expect(webhooks.endpoints()).toContainText("Switched off by");
});
