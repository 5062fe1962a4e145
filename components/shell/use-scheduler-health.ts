"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";

const POLL_MS = 30_000;

/** How the scheduler of the installation is doing, asked again every half minute; undefined until it answered. */
export function useSchedulerHealth() {
  const trpc = useTRPC();
  return useQuery(trpc.schedules.health.queryOptions(undefined, { refetchInterval: POLL_MS, staleTime: POLL_MS / 2 }))
    .data;
}
