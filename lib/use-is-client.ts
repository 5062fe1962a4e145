"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False while the page is rendered on the server and woken up here; what depends on the viewer's machine waits for it. */
export const useIsClient = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
