import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where systems put Chromium and Chrome. */
const WELL_KNOWN: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    ...["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"],
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/**
 * The browser to run screens in: the one that is asked for and no other, else Playwright's own, else what the system
 * has. Null when there is none.
 */
export function findBrowser(wanted: string | undefined): string | null {
  if (wanted !== undefined) return existsSync(wanted) ? wanted : null;
  const candidates = [playwrightsOwn(), ...(WELL_KNOWN[process.platform] ?? [])];
  return candidates.find((path) => path !== null && existsSync(path)) ?? null;
}

/** Where `npx playwright install chromium` puts it; nothing is read from it here. */
function playwrightsOwn(): string | null {
  // Not an import: a server bundle must not take Playwright in.
  const { chromium } = createRequire(join(process.cwd(), "package.json"))("playwright-core") as {
    chromium: { executablePath(): string };
  };
  try {
    return chromium.executablePath();
  } catch {
    // It knows none for this system.
    return null;
  }
}
