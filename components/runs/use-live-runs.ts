"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { RunStatus, RunSummary, RunTrigger } from "#domain/run.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { isRunLive } from "./run-status.ts";

export interface RunFilter {
  taskId?: number | undefined;
  status?: RunStatus | undefined;
  trigger?: RunTrigger | undefined;
}

const PAGE = 50;

/** Keeps only what is set: an absent filter is left out of the request, not sent as null. */
const isSet = ([, value]: [string, unknown]) => value !== undefined && value !== null;

/**
 * Runs of an app, newest first, in pages. The newest page is asked for again every few seconds (each second while
 * something runs); older pages are left alone, so that the list does not jump under the reader.
 */
export function useLiveRuns(appId: number, filter: RunFilter) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = { appId, ...(Object.fromEntries(Object.entries(filter).filter(isSet)) as RunFilter), limit: PAGE };

  // Not tRPC's own infinite query: that adds a `direction` to the input, which this API does not know and refuses.
  const history = useInfiniteQuery({
    queryKey: ["runs.list pages", input],
    queryFn: ({ pageParam, signal }) => client.runs.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const head = useQuery(
    trpc.runs.list.queryOptions(input, {
      refetchInterval: ({ state }) => (state.data?.runs.some((run) => isRunLive(run.status)) ? 1_000 : 4_000),
    }),
  );

  const old = useMemo(() => history.data?.pages.flatMap((page) => page.runs), [history.data]);
  const fresh = head.data?.runs;
  // More new runs than one page holds leave a gap that only reading the history again closes.
  const hasGap = !!old?.[0] && fresh?.length === PAGE && (fresh.at(-1)?.id ?? 0) > old[0].id;
  const { refetch } = history;
  useEffect(() => {
    if (hasGap) void refetch();
  }, [hasGap, refetch]);

  const runs = useMemo((): RunSummary[] | undefined => {
    if (!fresh || !old) return fresh ?? old;
    // Inside its reach the newest page is the truth: a run that left the filter is gone from it.
    const reach = fresh.length === PAGE ? (fresh.at(-1)?.id ?? 0) : 0;
    return [...fresh, ...old.filter((run) => run.id < reach)];
  }, [old, fresh]);

  return {
    runs,
    error: history.error ?? head.error,
    refetch: () => {
      void history.refetch();
      void head.refetch();
    },
    hasMore: history.hasNextPage,
    loadingMore: history.isFetchingNextPage,
    loadMore: history.fetchNextPage,
  };
}
