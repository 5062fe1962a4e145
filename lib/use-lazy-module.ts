"use client";

import { useCallback, useSyncExternalStore } from "react";

/** A module that is fetched when a page first needs it, and then kept. Declare one outside of any component. */
export interface LazyModule<T> {
  /** A dynamic import. */
  readonly load: () => Promise<T>;
  loaded: T | null;
}

/** The module; null until it is there, and while the page is rendered on the server and woken up. */
export function useLazyModule<T extends object>(source: LazyModule<T>): T | null {
  const subscribe = useCallback(
    (changed: () => void) => {
      let isCurrent = true;
      if (!source.loaded)
        void source.load().then((fetched) => {
          source.loaded = fetched;
          if (isCurrent) changed();
        });
      return () => {
        isCurrent = false;
      };
    },
    [source],
  );
  return useSyncExternalStore(
    subscribe,
    () => source.loaded,
    () => null,
  );
}
