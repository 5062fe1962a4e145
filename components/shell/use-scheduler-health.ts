"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useNow } from "#lib/use-now.ts";

const POLL_MS = 30_000;
const RETRY_MS = 5_000;

/**
 * How the scheduler of the installation is doing, asked again every half minute, sooner while no answer comes; undefined
 * until the first. The age of its last look counts on between answers.
 */
export function useSchedulerHealth() {
  const trpc = useTRPC();
  const now = useNow(1_000);
  const { data, dataUpdatedAt } = useQuery(
    trpc.schedules.health.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.error ? RETRY_MS : POLL_MS),
      staleTime: POLL_MS / 2,
    }),
  );
  if (!data) return undefined;
  const sinceS = Math.max(0, Math.floor((now - dataUpdatedAt) / 1_000));
  return { ...data, tickAgeS: data.tickAgeS === null ? null : data.tickAgeS + sinceS };
}
