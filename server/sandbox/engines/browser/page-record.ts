import type { CDPSession } from "playwright-core";
import { MAX_PAGE_TEXT, MAX_SCREENSHOT } from "../../protocol/messages.ts";
import type { SandboxPage } from "../../sandbox.ts";

export const VIEWPORT = { width: 1280, height: 800 };
const MAX_HEIGHT = 4_000;

/** Asked in a world of its own, where nothing that the screen replaced is in the way. */
const READ_PAGE = `({
  text: (document.body?.innerText ?? "").slice(0, ${MAX_PAGE_TEXT}),
  height: Math.min(Math.max(document.documentElement?.scrollHeight ?? 0, ${VIEWPORT.height}), ${MAX_HEIGHT}),
})`;

/** What the page shows: its whole length as a picture, up to 4,000 pixels, and its text. @throws Error when it does not answer. */
export async function recordPage(cdp: CDPSession, frameId: string): Promise<SandboxPage> {
  const { executionContextId } = await cdp.send("Page.createIsolatedWorld", { frameId, worldName: "app-tasks" });
  const { result } = await cdp.send("Runtime.evaluate", {
    contextId: executionContextId,
    expression: READ_PAGE,
    returnByValue: true,
  });
  const { text, height } = result.value as { text: string; height: number };
  return { text, screenshot: await takeScreenshot(cdp, height) };
}

async function takeScreenshot(cdp: CDPSession, height: number): Promise<string | null> {
  for (const quality of [75, 30]) {
    const { data } = await cdp.send("Page.captureScreenshot", {
      format: "jpeg",
      quality,
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: VIEWPORT.width, height, scale: 1 },
    });
    if (data.length <= MAX_SCREENSHOT) return data;
  }
  return null;
}
