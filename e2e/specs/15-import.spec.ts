import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { PHONE } from "../fixtures/viewports.ts";

test("tasks and actions of another system are looked at, put right, created inactive and taken back", async ({
  page,
}) => {
  await signIn(page);
  const { id: appId } = await callApi<{ id: number }>(page, "apps.create", { name: "Moved here" });
  const code = "Fliplet.Page.onRemoteExecution(() => 1);";
  await callApi(page, "screens.create", { appId, name: "Weekly report", code });
  await page.goto(`/apps/${appId}/tasks`);
  await page.getByRole("link", { name: "Import" }).click();

  const json = page.getByLabel("JSON");
  await json.fill('[{ "name": "a", }]');
  await json.press("Control+Enter");
  await expect(page.getByText("This is not JSON: look at line 1, column 17.")).toBeVisible();
  await json.fill(
    JSON.stringify({
      tasks: [
        { id: 1, name: "send-report", pageId: 456, active: true, frequency: "0 8 * * 1", timezone: "Europe/Dublin" },
        { id: 2, name: "clean-up", pageId: 456, active: true, frequency: "0 8 * 13 *" },
      ],
      actions: [
        {
          ...{ id: 3, name: "confirm-booking", active: true, actionVersion: "v3", triggers: [{ trigger: "manual" }] },
          code: "async function execute(context) {\n  return 1;\n}",
        },
      ],
    }),
  );
  await json.press("Control+Enter");
  const entry = (name: string) => page.getByRole("listitem", { name });
  await expect(entry("send-report")).toContainText("There is no screen with id 456 in this app.");
  await expect(entry("send-report")).toContainText("At 08:00 AM, only on Monday");
  await expect(entry("clean-up")).toContainText('"13" is not a valid month');
  await expect(entry("confirm-booking")).toContainText("3 lines of code · manual");

  await page.getByLabel("Page 456").selectOption({ label: "Weekly report" });
  await expect(entry("send-report")).toContainText("runs Weekly report");
  await expect(entry("send-report")).not.toContainText("There is no screen");
  await expect(page.getByRole("status").filter({ hasText: "1 entry is refused. 5 places are free" })).toBeVisible();

  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
  const violations = async () =>
    (await new AxeBuilder({ page }).withTags(tags).analyze()).violations.map(
      ({ id, nodes }) => `${id} ${nodes[0]?.html}`,
    );
  expect(await violations()).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await violations()).toEqual([]);
  await page.setViewportSize(PHONE);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

  await page.getByRole("button", { name: "Create 2 tasks, inactive" }).click();
  await expect(page.getByRole("heading", { name: "2 tasks were created" })).toBeFocused();
  const made = await page.getByRole("link", { name: "send-report" }).getAttribute("href");
  const beside = await page.context().newPage();
  await beside.goto(String(made));
  await expect(beside.getByRole("heading", { name: "send-report" })).toBeVisible();
  await expect(beside.getByRole("switch", { name: "Schedule of send-report" })).not.toBeChecked();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("JSON")).toHaveValue("");
  await beside.goto(`/apps/${appId}/tasks`);
  await expect(beside.getByRole("heading", { name: "Create the first task" })).toBeVisible();
});
