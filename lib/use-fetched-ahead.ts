"use client";

import { useEffect } from "react";

/** By then a page has fetched what it needs itself. */
const QUIET_MS = 2_000;

/** Fetches what may be wanted at once later. Without an answer now, it is asked for again when it is wanted. */
export function useFetchedAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => load().catch(() => {}), QUIET_MS);
    return () => clearTimeout(timer);
  }, [load]);
}
