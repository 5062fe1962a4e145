"use client";

import dynamic from "next/dynamic";
import { useSchedulerHealth } from "./use-scheduler-health.ts";

// Few installations ever see it.
const SchedulerNotice = dynamic(() => import("./scheduler-notice.tsx").then((module) => module.SchedulerNotice));

/** Says on every page that schedules stand still. Nothing shows while they do not. */
export function SchedulerBanner() {
  const health = useSchedulerHealth();
  return health?.isStale && <SchedulerNotice {...health} />;
}
