import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser for the journeys: `CHROMIUM_PATH`, the system's, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path));
}

/**
 * Finds a browser or installs one: Debian's package where we may, else Playwright's own download.
 *
 * @throws OperatorError when there is none and none can be installed.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;

  console.log("No Chromium found; installing one …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { env, stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env, stdio: "inherit" });
  }
  if (!findChromium()) {
    spawnSync("npx", ["playwright", "install", "chromium"], {
      cwd: PROJECT_ROOT,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
  }
  const installed = findChromium();
  if (!installed) {
    throw new OperatorError(
      "The browser journeys need Chromium, and none could be installed. Install Chromium or Google Chrome, " +
        "or set CHROMIUM_PATH to the program.",
    );
  }
  return installed;
}
