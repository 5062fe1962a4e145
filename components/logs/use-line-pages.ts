"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { type LinePagesInput, linePagesKey } from "./line-pages.ts";

/**
 * Log lines page by page, in the order asked for; what was read is not read again. Not tRPC's own infinite query: that
 * adds a `direction` to the input, which this API does not know and refuses.
 */
export function useLinePages(input: LinePagesInput) {
  const client = useTRPCClient();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: linePagesKey(input),
    queryFn: ({ pageParam, signal }) => client.logs.lines.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    // In ascending order the server always gives a cursor, to go on from later; a page that is not full is the last.
    getNextPageParam: (page) => (page.lines.length < input.limit ? null : page.nextCursor),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const lines = useMemo(() => data?.pages.flatMap((page) => page.lines), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { lines, error, refetch, hasMore: hasNextPage, loadingMore: isFetchingNextPage, loadMore };
}
