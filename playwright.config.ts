import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { choosePort } from "#db/embedded/free-port.ts";
import { findChromium } from "#scripts/lib/chromium.ts";

// The runner evaluates this file first and its workers again, in processes of their own that inherit the environment:
// what is chosen freely is chosen once and kept there.
process.env.E2E_PORT ??= String(await choosePort(undefined));
process.env.E2E_SETUP_TOKEN ??= randomBytes(16).toString("hex");
if (!process.env.E2E_DATA_DIR) {
  const folder = mkdtempSync(join(tmpdir(), "app-tasks-e2e-"));
  process.env.E2E_DATA_DIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}

const baseURL = `http://localhost:${process.env.E2E_PORT}`;
process.env.E2E_BASE_URL = baseURL;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e/specs",
  outputDir: "test-results/e2e",
  // One for every machine: docs/decisions/009-pictures-in-blocks.md says how.
  snapshotPathTemplate: "e2e/pictures/{arg}{ext}",
  // The journeys share one installation, as people do.
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/reports/e2e.json" }]],
  use: {
    baseURL,
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Recording each journey would take a tenth of its time.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      args: [
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        ...["--disable-quic", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
        // Chromium refuses its own sandbox to root; the pages are ours.
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
  webServer: {
    command: "npm start",
    url: `${baseURL}/api/health/ready`,
    // A first start builds the studio.
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: process.env.E2E_DATA_DIR,
      SETUP_TOKEN: process.env.E2E_SETUP_TOKEN,
      // Set and empty, so that a developer's .env does not reach the journeys.
      ADMIN_EMAIL: "",
      ADMIN_PASSWORD: "",
      DATABASE_URL: "",
      PUBLIC_URL: "",
      ROLE: "",
      TICKER: "",
      DEMO: "",
    },
  },
});
