"use client";

import { useCallback, useSyncExternalStore } from "react";
import { knownViewer } from "./format/viewer.ts";

/**
 * The time, in ms since 1970, renewed every `everyMs`. While the page is rendered on the server and woken up here it is the
 * time of the rendering, or 0 when the server did not know for whom it rendered.
 * All users of one period share a step, so that rows of a table change together.
 */
export function useNow(everyMs = 1_000) {
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => stepOf(Date.now(), everyMs),
    () => stepOf(knownViewer()?.now ?? 0, everyMs),
  );
}

const stepOf = (now: number, everyMs: number) => Math.floor(now / everyMs) * everyMs;
