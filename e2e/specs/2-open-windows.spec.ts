import { expect, type Locator, test } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.ts";
import { untilAwake } from "../fixtures/awake.ts";
import { signIn } from "../fixtures/owner.ts";
import { DESK, PHONE } from "../fixtures/viewports.ts";

/** What opens on a page of the demo app: the button, and the role of what it opens. Several windows stand behind a menu. */
const WINDOWS: readonly [
  path: string,
  button: string | RegExp,
  opens: "dialog" | "menu",
  thenItem?: string | RegExp,
][] = [
  ["/", "Search and commands", "dialog"],
  ["/", "New app", "dialog"],
  ["/", "Theme", "menu"],
  ["/", /^Account of/, "menu"],
  ["/apps/1/tasks", "Run now: import-releases", "dialog"],
  ["/apps/1/tasks", "More for import-releases", "menu"],
  ["/apps/1/tasks/1", "Pause until…", "dialog"],
  ["/apps/1/tasks/1?tab=ledger", "Backfill", "dialog"],
  ["/apps/1/runs", "Columns", "dialog"],
  ["/apps/1/runs", /^Status: /, "menu"],
  ["/apps/1/runs?status=queued", "Views", "menu", /^Save /],
  ["/apps/1/runs/1", "Run again", "dialog"],
  ["/apps/1/runs/1", "Compare", "dialog"],
  ["/apps/1/logs", "Export", "menu"],
  ["/apps/1/screens", "New screen", "dialog"],
  ["/apps/1/screens/1", "Save as case", "dialog"],
  ["/apps/1/screens/1", /^More for /, "menu", /^Rename/],
  ["/apps/1/data", "New data source", "dialog"],
  ["/apps/1/data/1", "Add entry", "dialog"],
  ["/apps/1/data/1", /^More for /, "menu", /^Import/],
  ["/apps/1/secrets", "Add", "dialog"],
  ["/apps/1/connect", "New token", "dialog"],
  ["/apps/1/webhooks", "New webhook", "dialog"],
  ["/apps/1/webhooks?tab=out", "New endpoint", "dialog"],
  ["/organisation", "Invite", "dialog"],
  ["/organisation", "New organisation", "dialog"],
  ["/account", "Turn on", "dialog"],
];

test("every window and menu: axe finds nothing while it is open, a phone shows all of it, Escape closes it", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(`${page.url()} ${message.text()}`));
  await signIn(page);
  let shown = "";
  for (const [path, button, role, thenItem] of WINDOWS) {
    const what = `${path} ${button} ${thenItem ?? ""}`;
    await page.setViewportSize(DESK);
    if (path !== shown) {
      await page.goto(path);
      await untilAwake(page);
      shown = path;
    }
    const opener = page.getByRole("button", { name: button, exact: true }).first();
    await opener.click();
    if (thenItem) await page.getByRole("menuitem", { name: thenItem }).first().click();
    const opened = page.getByRole(thenItem ? "dialog" : role);
    await expect(opened, what).toBeVisible();
    await expectAccessible(page, what);

    await page.setViewportSize(PHONE);
    await expectWithin(opened, what);
    await page.keyboard.press("Escape");
    await expect(opened, what).toBeHidden();
  }
  expect(errors).toEqual([]);
});

/** Somebody with a phone sees the whole width of a window, and all its buttons by scrolling at the most. */
async function expectWithin(opened: Locator, what: string): Promise<void> {
  // A menu finds its place in the frames after its window became narrow.
  await expect
    .poll(() => opened.evaluate(overflowOf), { message: what })
    .toEqual({ hidden: 0, isWithin: true, sideways: 0 });
}

/** What of an element stands out of the window, and of its content out of itself. Runs in the page. */
function overflowOf(element: Element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return {
    hidden: element.scrollWidth - element.clientWidth,
    isWithin: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}
