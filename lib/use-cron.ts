"use client";

import { useEffect, useState } from "react";

type Cron = typeof import("#domain/cron/index.ts");

let loaded: Cron | null = null;

/** The cron engine, fetched when it is first needed; null until then. It is the same one that the scheduler fires by. */
export function useCron(): Cron | null {
  const [cron, setCron] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    let isCurrent = true;
    void import("#domain/cron/index.ts").then((module) => {
      loaded = module;
      if (isCurrent) setCron(() => module);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return cron;
}
