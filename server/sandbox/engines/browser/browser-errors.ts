import type { GuestError } from "../../sandbox.ts";

const NOT_INSTALLED =
  "No browser is installed on the server. Install Chromium (`npx playwright install chromium`, or Debian's `chromium`) or set BROWSER_EXECUTABLE";

const unavailable = (message: string): GuestError => ({
  name: "BrowserUnavailableError",
  message,
  stack: "",
  status: "BROWSER_UNAVAILABLE",
});

export const noBrowserError = (): GuestError =>
  unavailable(`${NOT_INSTALLED}, or let the screen run without a browser: its settings say how`);

export const browserStartError = (): GuestError =>
  unavailable(
    "The browser of the server could not be started. Whoever runs the server finds in docs/security.md what it needs, and with BROWSER_SANDBOX and BROWSER_EXECUTABLE the settings for it",
  );

/** The page is gone, and the screen's code with it. */
export const leftPageError = (): GuestError => {
  const message =
    "The screen left its page (by location, a link or a form), which ends its code. Fetch what you need and stay on the page";
  return { name: "NavigationError", message, stack: `NavigationError: ${message}`, status: "EXECUTION_FAILED" };
};
