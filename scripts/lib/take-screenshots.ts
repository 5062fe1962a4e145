import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, expect } from "@playwright/test";
import { findChromium } from "./chromium.ts";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";

/** The demo app has the first ids. */
const SHOTS = [
  ["apps", "/"],
  ["home", "/apps/1"],
  ["tasks", "/apps/1/tasks"],
  ["task", "/apps/1/tasks/1"],
  ["ledger", "/apps/1/tasks/1?tab=ledger"],
  ["task-new", "/apps/1/tasks/new"],
  ["import", "/apps/1/tasks/import"],
  ["task-settings", "/apps/1/tasks/1?tab=settings"],
  ["runs", "/apps/1/runs"],
  ["run", "/apps/1/runs/1"],
  ["compare", "/apps/1/runs/1/compare/2"],
  ["timetable", "/apps/1/timetable"],
  ["log", "/apps/1/logs"],
  ["outbox", "/apps/1/outbox"],
  ["message", "/apps/1/outbox/1"],
  ["notifications", "/apps/1/notifications"],
  ["screen", "/apps/1/screens/1"],
  ["templates", "/apps/1/screens?new=true"],
  ["data", "/apps/1/data"],
  ["secrets", "/apps/1/secrets"],
  ["connect", "/apps/1/connect"],
  ["webhooks", "/apps/1/webhooks"],
  ["organisation", "/organisation"],
  ["account", "/account"],
  ["audit", "/audit"],
  ["settings", "/apps/1/settings"],
  ["reference", "/docs/api"],
] as const;

const VIEWS = [
  { name: "light", colorScheme: "light", width: 1360, height: 850 },
  { name: "dark", colorScheme: "dark", width: 1360, height: 850 },
  { name: "phone", colorScheme: "light", width: 390, height: 844 },
  { name: "phone-dark", colorScheme: "dark", width: 390, height: 844 },
] as const;

/**
 * Takes every screenshot of docs/screenshots anew from the product at SCREENSHOT_URL, with its demo app, signed in as
 * ADMIN_EMAIL.
 *
 * @throws OperatorError when one of the settings is missing.
 */
export async function takeScreenshots(): Promise<void> {
  const { SCREENSHOT_URL: url, ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = process.env;
  if (!url || !email || !password)
    throw new OperatorError("Set SCREENSHOT_URL, ADMIN_EMAIL and ADMIN_PASSWORD of a running product.");
  const folder = join(PROJECT_ROOT, "docs", "screenshots");
  mkdirSync(folder, { recursive: true });
  const executablePath = findChromium();
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
  for (const { name, colorScheme, width, height } of VIEWS) {
    const context = await browser.newContext({
      baseURL: url,
      colorScheme,
      viewport: { width, height },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Apps" }).waitFor();
    for (const [shot, path] of SHOTS) {
      await page.goto(path, { waitUntil: "load" });
      await page.getByRole("heading").first().waitFor();
      // Parts that come later pulse until they are there.
      await page.waitForLoadState("networkidle");
      await expect(page.locator(".animate-pulse")).toHaveCount(0);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${shot}-${name}.png`) });
    }
    await context.close();
  }
  await browser.close();
}
