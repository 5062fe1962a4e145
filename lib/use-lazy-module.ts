"use client";

import { useEffect, useState } from "react";

/** A module that is fetched when a page first needs it, and then kept. Declare one outside of any component. */
export interface LazyModule<T> {
  /** A dynamic import. */
  readonly load: () => Promise<T>;
  loaded: T | null;
}

/** The module; null until it is there. */
export function useLazyModule<T extends object>(source: LazyModule<T>): T | null {
  const [module, setModule] = useState(source.loaded);
  useEffect(() => {
    if (source.loaded) return;
    let isCurrent = true;
    void source.load().then((fetched) => {
      source.loaded = fetched;
      if (isCurrent) setModule(() => fetched);
    });
    return () => {
      isCurrent = false;
    };
  }, [source]);
  return module;
}
