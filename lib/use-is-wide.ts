"use client";

import { useSyncExternalStore } from "react";

/** Where Tailwind's `lg` begins: wide enough for tables. */
const WIDE = "(min-width: 64rem)";

function subscribe(changed: () => void) {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/**
 * Whether there is room for tables; null while the page is rendered on the server and woken up here, where nobody knows:
 * then both faces stand in the page, and styles show one.
 */
export const useIsWide = () =>
  useSyncExternalStore<boolean | null>(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => null,
  );
