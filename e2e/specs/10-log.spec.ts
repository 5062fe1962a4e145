import { expect, test } from "@playwright/test";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { LogPage } from "../pages/log.ts";

const CODE = `Fliplet.Page.onRemoteExecution(async function (payload) {
  console.log("\\u001b[31mpay\\u001b[39m failed", payload);
  console.warn('<img src=x onerror="document.title = 1">');
  console.info("=1+1");
  for (let step = 1; step <= 30; step += 1) console.log("step " + step + " of order " + payload.orderId);
});`;

test("the log is followed, paused, searched, narrowed, seen in context and taken home", async ({ page }) => {
  await signIn(page);
  const { id: appId } = await callApi<{ id: number }>(page, "apps.create", { name: "A log to read" });
  const screen = await callApi<{ id: number }>(page, "screens.create", { appId, name: "Orders", code: CODE });
  await callApi(page, "screens.publish", { appId, id: screen.id });
  const task = await callApi<{ id: number }>(page, "tasks.create", { appId, name: "orders", pageId: screen.id });
  const order = (orderId: number) =>
    callApi<{ runId: number }>(page, "tasks.run", { appId, idOrName: task.id, payload: { orderId } });
  const log = new LogPage(page);

  await test.step("lines appear as they are written, and wait while it is paused", async () => {
    await log.open(appId);
    await expect(page.getByText("The log is empty")).toBeVisible();
    await order(17);
    await expect(log.lines().first()).toContainText("step 30 of order 17");
    await log.pause();
    await order(18);
    await expect(log.newLines()).toHaveText(/33 new lines/);
    await expect(log.line("order 18")).toHaveCount(0);
    await log.newLines().click();
    await expect(log.lines().first()).toContainText("step 30 of order 18");
  });

  await test.step("a search marks what it finds, across colours, and never becomes HTML", async () => {
    await log.search("PAY FAILED");
    await expect(log.lines()).toHaveCount(2);
    await expect(log.marks()).toHaveText(["pay", " failed", "pay", " failed"]);
    await expect(log.marks().first()).toHaveClass(/text-bad/);
    await log.search("<img");
    await expect(log.line('<img src=x onerror="document.title = 1">')).toHaveCount(2);
    await expect(page.locator("img[src=x]")).toHaveCount(0);
  });

  await test.step("a field and its value narrow it, the address keeps it", async () => {
    await log.search("");
    await log.showMoreFilters();
    await log.wantField("orderId=18");
    await expect(page).toHaveURL(/field=orderId%3D18|field=orderId=18/);
    await expect(log.lines()).toHaveCount(1);
    await page.reload();
    await expect(log.lines()).toHaveCount(1);
    await expect(log.lines()).toContainText("pay failed");
  });

  await test.step("the file holds what matches, and computes nothing", async () => {
    const { name, text } = await log.export("NDJSON");
    expect(name).toMatch(/^log A log to read .*\.ndjson$/);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ taskName: "orders", seq: 1, args: [expect.anything(), { orderId: 18 }] }]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(page).not.toHaveURL(/field=/);
    const csv = await log.export("CSV");
    expect(csv.text.trimEnd().split("\r\n")).toHaveLength(67);
    expect(csv.text).toContain(",'=1+1,");
  });

  await test.step("a line is seen among its neighbours, by an address that can be shared", async () => {
    await log.search('"step 7 of order 17"');
    await expect(log.lines()).toHaveCount(1);
    await log.showContext("step 7 of");
    await expect(log.currentLine()).toContainText("step 7 of order 17");
    await expect(log.currentLine()).toBeInViewport();
    await page.reload();
    await expect(log.currentLine()).toContainText("step 7 of order 17");
    await expect(log.line("step 8 of order 17")).toBeVisible();
    await expect(log.line("order 18")).toHaveCount(0);
    await page.getByText("The whole app").click();
    await expect(log.line("order 18").first()).toBeAttached();
    await page.getByRole("button", { name: "Back to the log" }).click();
    await expect(log.lines()).toHaveCount(1);
  });

  await test.step("keys move between the lines and open them", async () => {
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("log", { name: "Log lines" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(log.lines().nth(1)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(log.lines().nth(1).getByRole("link", { name: "Show context" })).toBeVisible();
    await page.keyboard.press("End");
    await expect(log.line("pay failed").last()).toBeFocused();
  });
});
