"use client";

import { useEffect, useState } from "react";
import type { RunSummary } from "#domain/run.ts";

const AT_TOP_PX = 120;

/**
 * Keeps the list still under a reader who has scrolled down: runs that come meanwhile are counted, and shown when the
 * reader is back at the top. Only a list with the newest first gets them there: another one is left as it is.
 */
export function useHeldBack(runs: RunSummary[] | undefined, isNewestFirst: boolean) {
  const [isAtTop, setAtTop] = useState(true);
  const newest = runs?.[0]?.id ?? 0;
  const [seen, setSeen] = useState(newest);
  useEffect(() => {
    const look = () => setAtTop(window.scrollY < AT_TOP_PX);
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  // A list of other runs, after another filter, begins anew.
  if ((isAtTop || newest < seen) && newest !== seen) setSeen(newest);
  const shown = isAtTop || !isNewestFirst ? runs : runs?.filter((run) => run.id <= seen);
  return { shown, waiting: (runs?.length ?? 0) - (shown?.length ?? 0) };
}
