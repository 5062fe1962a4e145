import { expect, type Page, test } from "@playwright/test";
import { askApi, callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { drawInBlocks, expectPictures } from "../fixtures/pictures.ts";

const CODE = `// Sends what was ordered to the warehouse.
Fliplet.Page.onRemoteExecution(async (payload) => {
  console.log("started", { orderId: payload.orderId, items: [1, 2] });
  console.warn("\\u001b[33mlow stock\\u001b[39m");
  if (payload.fail) throw new RangeError("No such order");
  return { sent: payload.orderId };
});
`;

/** An app whose pages look the same each time: what was done, and in which order. */
async function makeApp(page: Page) {
  const { id: appId } = await callApi<{ id: number }>(page, "apps.create", { name: "Pictures" });
  const { id: screenId } = await callApi<{ id: number }>(page, "screens.create", { appId, name: "Send", code: CODE });
  await callApi(page, "screens.publish", { appId, id: screenId });
  const task = await callApi<{ id: number }>(page, "tasks.create", {
    appId,
    name: "send-orders",
    pageId: screenId,
    frequency: "0 9 1 1 *",
    timezone: "Europe/London",
  });
  await callApi(page, "tasks.create", { appId, name: "on-demand", pageId: screenId });
  const run = async (payload: object) => {
    const { runId } = await callApi<{ runId: number }>(page, "tasks.run", { appId, idOrName: task.id, payload });
    await askApi(page, "runs.wait", { appId, id: runId, patienceMs: 20_000 });
    return runId;
  };
  const good = await run({ orderId: 7 });
  const bad = await run({ orderId: 8, fail: true });
  await callApi(page, "screens.saveDraft", { appId, id: screenId, code: CODE.replace("started", "began") });
  await callApi(page, "screens.cases.save", { appId, id: screenId, name: "one order", payload: { orderId: 1 } });
  await callApi(page, "dataSources.create", {
    appId,
    name: "Orders",
    columns: ["Order", "State"],
    entries: [
      { Order: "A-1", State: "sent" },
      { Order: "A-2", State: "open" },
    ],
  });
  return { appId, screenId, taskId: task.id, good, bad };
}

test("the main pages look as they are meant to, in both themes", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  const { appId, screenId, taskId, good, bad } = await makeApp(page);
  await drawInBlocks(page);
  const app = `/apps/${appId}`;
  const pages: [name: string, path: string, isThere: (page: Page) => ReturnType<Page["locator"]>][] = [
    ["home", app, (shown) => shown.getByRole("region", { name: "Needs a look" }).getByRole("link").first()],
    ["tasks", `${app}/tasks`, (shown) => shown.getByRole("row", { name: /send-orders/ })],
    ["task-settings", `${app}/tasks/${taskId}?tab=settings`, (shown) => shown.getByLabel("Cron expression")],
    ["runs", `${app}/runs`, (shown) => shown.getByRole("row", { name: /RangeError/ })],
    [
      "run",
      `${app}/runs/${bad}`,
      (shown) => shown.getByRole("region", { name: "Console", exact: true }).getByRole("listitem").last(),
    ],
    [
      "compare",
      `${app}/runs/${bad}/compare/${good}`,
      (shown) => shown.getByText("began").or(shown.getByText("The same in both")).first(),
    ],
    ["log", `${app}/logs`, (shown) => shown.getByRole("log").getByRole("listitem").last()],
    ["screens", `${app}/screens`, (shown) => shown.getByRole("link", { name: /Send/ }).first()],
    ["screen", `${app}/screens/${screenId}`, (shown) => shown.locator(".cm-line").first()],
    ["data", `${app}/data`, (shown) => shown.getByRole("link", { name: /Orders/ }).first()],
    ["connect", `${app}/connect`, (shown) => shown.getByRole("heading", { level: 2 }).first()],
  ];
  for (const [name, path, isThere] of pages) {
    await test.step(name, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(isThere(page)).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      await expectPictures(page, name);
    });
  }
});
