"use client";

import { useEffect } from "react";
import { knownViewer, machineViewer, VIEWER_COOKIE, viewerCookie } from "#lib/format/viewer.ts";

/**
 * Tells the server the browser's language and time zone, so that pages come written for them. A page that came written
 * for others, because its reader travelled or changed the language, is loaded again.
 */
export function ViewerCookie() {
  useEffect(() => {
    const mine = machineViewer();
    const assumed = knownViewer();
    if (assumed && assumed.locale === mine.locale && assumed.timezone === mine.timezone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
    document.cookie = `${VIEWER_COOKIE}=${viewerCookie(mine)}; path=/; max-age=31536000; samesite=lax`;
    // Where cookies are blocked, a reload would come back the same; and none may take what was typed.
    if (assumed && !window.earlyInput?.hasTyped && document.cookie.includes(viewerCookie(mine)))
      window.location.reload();
  }, []);
  return null;
}
