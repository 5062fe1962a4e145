"use client";

import { useCallback, useSyncExternalStore } from "react";

/**
 * The time, in ms since 1970, renewed every `everyMs`; 0 while rendered on the server, whose clock is not the viewer's.
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
    () => Math.floor(Date.now() / everyMs) * everyMs,
    () => 0,
  );
}
