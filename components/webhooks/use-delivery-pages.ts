"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListDeliveriesInput } from "#domain/endpoint.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { deliveryPagesKey } from "./delivery-filter.ts";

const FRESH_MS = 3_000;

/**
 * Deliveries page by page, newest first. While only the newest page is read it is asked for again now and then; a reader
 * who went further down is left alone.
 */
export function useDeliveryPages(input: Omit<ListDeliveriesInput, "cursor"> & { appId: number }) {
  const client = useTRPCClient();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: deliveryPagesKey(input),
    queryFn: ({ pageParam, signal }) => client.endpoints.deliveries.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : FRESH_MS),
  });
  const deliveries = useMemo(() => data?.pages.flatMap((page) => page.deliveries), [data]);
  return {
    deliveries,
    error,
    refetch,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: fetchNextPage,
  };
}
