"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";

const POLL_MS = 10_000;

/** How the newest runs of the app's tasks went; undefined until that is known. */
export function useTaskStats(appId: number) {
  const trpc = useTRPC();
  return useQuery(trpc.tasks.stats.queryOptions({ appId }, { refetchInterval: POLL_MS })).data;
}
