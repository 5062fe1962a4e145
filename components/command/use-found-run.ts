"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useDebounced } from "#lib/use-debounced.ts";

const WAIT_MS = 150;

/** The run of that id; none when the app has no such run. */
export function useFoundRun(appId: number | null, runId: number | null) {
  const trpc = useTRPC();
  const id = useDebounced(runId, WAIT_MS);
  const { data: run, isPending } = useQuery(
    trpc.runs.get.queryOptions(appId === null || id === null ? skipToken : { appId, id }, { retry: false }),
  );
  return {
    isPending: id !== runId || (id !== null && isPending),
    run: run?.id === runId ? run : null,
  };
}
