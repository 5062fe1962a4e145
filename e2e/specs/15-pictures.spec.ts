import { expect, type Locator, type Page, test } from "@playwright/test";
import { askApi, callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { DESK, drawInBlocks, expectPictures } from "../fixtures/pictures.ts";
import { PHONE } from "../fixtures/viewports.ts";

const CODE = `// Sends what was ordered to the warehouse.
Fliplet.Page.onRemoteExecution(async (payload) => {
  console.log("started", { orderId: payload.orderId, items: [1, 2] });
  console.warn("\\u001b[33mlow stock\\u001b[39m");
  if (payload.fail) throw new RangeError("No such order");
  return { sent: payload.orderId };
});
`;

test.use({ locale: "en-GB", timezoneId: "UTC", viewport: DESK });

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
    timezone: "UTC",
  });
  await callApi(page, "tasks.create", { appId, name: "on-demand", pageId: screenId });
  const run = async (payload: object) => {
    const { runId } = await callApi<{ runId: number }>(page, "tasks.run", { appId, idOrName: task.id, payload });
    await expect
      .poll(
        async () => (await askApi<{ finishedAt: string | null }>(page, "runs.get", { appId, id: runId })).finishedAt,
      )
      .not.toBeNull();
    return runId;
  };
  const good = await run({ orderId: 7 });
  const bad = await run({ orderId: 8, fail: true });
  await callApi(page, "screens.saveDraft", { appId, id: screenId, code: CODE.replace("started", "began") });
  await callApi(page, "secrets.set", { appId, name: "REGION", kind: "variable", value: "eu-west" });
  await callApi(page, "webhooks.create", { appId, name: "Shop", idOrName: task.id, kind: "hmac" });
  const source = await callApi<{ id: number }>(page, "dataSources.create", {
    appId,
    name: "Orders",
    columns: ["Order", "State"],
    entries: [
      { Order: "A-1", State: "sent" },
      { Order: "A-2", State: "open" },
    ],
  });
  return { appId, screenId, taskId: task.id, sourceId: source.id, good, bad };
}

test("the main pages look as they are meant to, in both themes, on a desk and on a phone", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  const { appId, screenId, taskId, sourceId, good, bad } = await makeApp(page);
  await drawInBlocks(page);
  const app = `/apps/${appId}`;
  const pages: { name: string; path: string; isThere: Locator; isThereToo?: Locator; onPhone?: true }[] = [
    {
      name: "home",
      path: app,
      isThere: page.getByRole("region", { name: "Needs a look" }).getByRole("link").first(),
      onPhone: true,
    },
    { name: "tasks", path: `${app}/tasks`, isThere: page.getByText("50%").first(), onPhone: true },
    {
      name: "task-settings",
      path: `${app}/tasks/${taskId}?tab=settings`,
      isThere: page.getByText(/next 10 fire times/i),
    },
    { name: "runs", path: `${app}/runs`, isThere: page.getByText("RangeError").first() },
    {
      name: "run",
      path: `${app}/runs/${bad}`,
      // The line that failed and the run to compare with come last.
      isThere: page.getByRole("region", { name: "Error", exact: true }).getByText(/throw/).first(),
      isThereToo: page.getByRole("link", { name: /last completed run/ }),
      onPhone: true,
    },
    {
      name: "compare",
      path: `${app}/runs/${bad}/compare/${good}`,
      isThere: page.getByText("The same in both").first(),
    },
    { name: "log", path: `${app}/logs`, isThere: page.getByRole("log").getByRole("listitem").last() },
    { name: "screen", path: `${app}/screens/${screenId}`, isThere: page.locator(".cm-line").first(), onPhone: true },
    { name: "data", path: `${app}/data/${sourceId}`, isThere: page.getByText("A-1") },
    { name: "secrets", path: `${app}/secrets`, isThere: page.getByText("eu-west") },
    { name: "connect", path: `${app}/connect`, isThere: page.getByRole("heading", { name: "Push messages" }) },
    { name: "webhooks", path: `${app}/webhooks`, isThere: page.getByText("Shop").first() },
    { name: "settings", path: `${app}/settings`, isThere: page.getByLabel("Task limit") },
  ];
  for (const { name, path, isThere, isThereToo = isThere, onPhone } of pages) {
    await test.step(name, async () => {
      await page.setViewportSize(DESK);
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(isThere).toBeVisible();
      await expect(isThereToo).toBeVisible();
      await expect(page.locator(".animate-pulse")).toHaveCount(0);
      await expectPictures(page, name);
      if (!onPhone) return;
      await page.setViewportSize(PHONE);
      await expectPictures(page, `${name}-phone`);
    });
  }
});
