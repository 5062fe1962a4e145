"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListMessagesInput } from "#domain/message.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { messagePagesKey } from "./outbox-filter.ts";

const FRESH_MS = 5_000;

/**
 * Messages page by page, newest first. While only the newest page is read it is asked for again now and then; a reader who
 * went further down is left alone. Not tRPC's own infinite query: that adds a `direction` to the input, which this API
 * does not know and refuses.
 */
export function useMessagePages(input: Omit<ListMessagesInput, "cursor"> & { appId: number }) {
  const client = useTRPCClient();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: messagePagesKey(input),
    queryFn: ({ pageParam, signal }) => client.messages.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : FRESH_MS),
  });
  const messages = useMemo(() => data?.pages.flatMap((page) => page.messages), [data]);
  return {
    messages,
    delivers: data?.pages[0]?.delivers,
    error,
    refetch,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: fetchNextPage,
  };
}
