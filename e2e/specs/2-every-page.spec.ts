import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, setTheme } from "../fixtures/accessibility.ts";
import { askApi, callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { DESK, PHONE } from "../fixtures/viewports.ts";

/** The demo app is the first one, its tasks and screens have the first ids. */
const PAGES = [
  "/",
  "/apps/1",
  "/apps/1/tasks",
  "/apps/1/tasks/new",
  "/apps/1/tasks/import",
  "/apps/1/tasks/1",
  "/apps/1/tasks/1?tab=ledger",
  "/apps/1/tasks/1?tab=settings",
  "/apps/1/tasks/1?tab=history",
  "/timetable",
  "/apps/1/timetable",
  "/apps/1/timetable?view=week",
  "/apps/1/runs",
  "/apps/1/runs/1",
  "/apps/1/logs",
  "/apps/1/outbox",
  "/apps/1/notifications",
  "/apps/1/notifications?tab=subscriptions",
  "/apps/1/screens",
  "/apps/1/screens/1",
  "/apps/1/data",
  "/apps/1/data/1",
  "/apps/1/secrets",
  "/apps/1/connect",
  "/apps/1/webhooks",
  "/apps/1/webhooks?tab=out",
  "/apps/1/webhooks?tab=deliveries",
  "/apps/1/audit",
  "/apps/1/settings",
  "/organisation",
  "/account",
  "/audit",
  "/forgot-password",
  "/reset-password?token=x",
  "/verify-email?token=x",
  "/invite",
  "/apps/1/nowhere",
];

test("every page: axe finds nothing in either theme, a phone shows all of it, the console and the address are still", async ({
  page,
}) => {
  // Some seconds a page, and there are many.
  test.setTimeout(420_000);
  const errors: string[] = [];
  let isWanted = true;
  page.on(
    "console",
    (message) => isWanted && message.type() === "error" && errors.push(`${page.url()} ${message.text()}`),
  );
  page.on("pageerror", (error) => errors.push(`${page.url()} ${error.message}`));
  await page.addInitScript(countMoves);
  await signIn(page);
  await page.goto("/");
  await setTheme(page, "light");
  for (const path of [...PAGES, ...(await pagesOfThings(page))]) {
    // The browser itself logs the 404 of a page that there is not.
    isWanted = !path.endsWith("nowhere");
    await page.setViewportSize(DESK);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
    // Next drops a navigation that has begun when the address changes: a click on a page that just woke up would be lost.
    expect(await page.evaluate(() => (window as Counting).moves), `${path} moved its address by itself`).toBe(0);

    await page.setViewportSize(PHONE);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
    expect(await page.evaluate(cutOff), path).toEqual([]);
  }
  expect(errors).toEqual([]);
});

/** Pages of what the demo app has done by now: two runs to compare, and a mail. */
async function pagesOfThings(page: Page): Promise<string[]> {
  await callApi(page, "tasks.runWithResult", { appId: 1, idOrName: "email-is-registered", payload: { Email: "x" } });
  const { runs } = await askApi<{ runs: { id: number }[] }>(page, "runs.list", { appId: 1, limit: 2 });
  const { messages } = await askApi<{ messages: { id: number }[] }>(page, "messages.list", { appId: 1, limit: 1 });
  expect([runs.length, messages.length]).toEqual([2, 1]);
  return [`/apps/1/runs/${runs[0]!.id}/compare/${runs[1]!.id}`, `/apps/1/outbox/${messages[0]!.id}`];
}

type Counting = Window & { moves?: number };

/** Counts in `window.moves` how often a page changes its address, leaving out what Next notes for itself. Runs in the page. */
function countMoves(): void {
  const counting: Counting = window;
  counting.moves = 0;
  let replaceState = history.replaceState;
  Object.defineProperty(history, "replaceState", {
    get: () => {
      const current = replaceState;
      return (...change: Parameters<History["replaceState"]>) => {
        if (!change[0]?.__NA) counting.moves = (counting.moves ?? 0) + 1;
        current.apply(history, change);
      };
    },
    set: (replacement: typeof replaceState) => {
      replaceState = replacement;
    },
  });
}

/** Texts that their box cuts off without saying so by an ellipsis. Runs in the page. */
function cutOff(): string[] {
  return [...document.querySelectorAll<HTMLElement>("main *, header *")]
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip";
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
      );
      // What only screen readers read is a pixel wide on purpose.
      return (
        hides &&
        hasText &&
        textOverflow !== "ellipsis" &&
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1
      );
    })
    .map((element) => element.outerHTML.slice(0, 200));
}
