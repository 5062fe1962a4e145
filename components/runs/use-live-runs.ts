"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { RunFilterInput, RunSort, RunSummary } from "#domain/run.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { RUNS_A_PAGE, runListInput } from "./run-list-input.ts";
import { isRunLive } from "./run-status.ts";

/**
 * Runs of an app in pages, newest first unless told. In that order the newest page is asked for again every few seconds
 * (each second while something runs); older pages are left alone, so that the list does not jump under the reader.
 *
 * @param question tells filters apart: one whose `since` moves on under the same question keeps its pages, without the
 * runs that it leaves behind. Give the component a key by it.
 */
export function useLiveRuns(
  appId: number,
  filter: RunFilterInput,
  sort: RunSort = "newest",
  question = JSON.stringify(filter),
) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { since } = filter;
  const input = runListInput(appId, filter, sort);
  const isLive = sort === "newest";

  // Not tRPC's own infinite query: that adds a `direction` to the input, which this API does not know and refuses.
  const history = useInfiniteQuery({
    queryKey: ["runs.list pages", appId, question, sort],
    queryFn: ({ pageParam, signal }) => client.runs.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const head = useQuery(
    trpc.runs.list.queryOptions(input, {
      enabled: isLive,
      ...(since !== undefined && { placeholderData: keepPreviousData }),
      refetchInterval: ({ state }) => (state.data?.runs.some((run) => isRunLive(run.status)) ? 1_000 : 4_000),
    }),
  );

  const old = useMemo(() => history.data?.pages.flatMap((page) => page.runs), [history.data]);
  const fresh = isLive ? head.data?.runs : undefined;
  // More new runs than one page holds leave a gap that only reading the history again closes.
  const hasGap = !!old?.[0] && fresh?.length === RUNS_A_PAGE && (fresh.at(-1)?.id ?? 0) > old[0].id;
  const { refetch } = history;
  useEffect(() => {
    if (hasGap) void refetch();
  }, [hasGap, refetch]);

  const runs = useMemo((): RunSummary[] | undefined => {
    if (!fresh || !old) return fresh ?? old;
    // Inside its reach the newest page is the truth: a run that left the filter is gone from it.
    const reach = fresh.length === RUNS_A_PAGE ? (fresh.at(-1)?.id ?? 0) : 0;
    return [...fresh, ...old.filter(({ id, queuedAt }) => id < reach && !(since && queuedAt < since))];
  }, [old, fresh, since]);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    runs,
    error: history.error ?? head.error,
    refetch: () => {
      void history.refetch();
      if (isLive) void head.refetch();
    },
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore,
  };
}
