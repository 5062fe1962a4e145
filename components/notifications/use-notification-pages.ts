"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { NOTIFICATION_PAGES, NOTIFICATIONS_PAGE, SUBSCRIPTION_PAGES } from "./notification-pages.ts";

const FRESH_MS = 5_000;

/** While only the newest page is read it is asked for again now and then; a reader who went further down is left alone. */
const isFresh = ({ state }: { state: { data?: { pages: unknown[] } | undefined } }) =>
  (state.data?.pages.length ?? 0) > 1 ? false : FRESH_MS;

/** The app's notifications page by page, newest first. Not tRPC's own infinite query, which adds a field to the input. */
export function useNotificationPages(appId: number) {
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: [NOTIFICATION_PAGES, appId],
    queryFn: ({ pageParam, signal }) =>
      client.notifications.list.query({ appId, limit: NOTIFICATIONS_PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) =>
      pages.length * NOTIFICATIONS_PAGE < total ? pages.length * NOTIFICATIONS_PAGE : null,
    refetchInterval: isFresh,
  });
  return {
    ...query,
    notifications: useMemo(() => query.data?.pages.flatMap((page) => page.notifications), [query.data]),
  };
}

/** The app's push subscriptions page by page, newest first. */
export function useSubscriptionPages(appId: number) {
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: [SUBSCRIPTION_PAGES, appId],
    queryFn: ({ pageParam, signal }) =>
      client.push.list.query({ appId, limit: NOTIFICATIONS_PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: isFresh,
  });
  return {
    ...query,
    subscriptions: useMemo(() => query.data?.pages.flatMap((page) => page.subscriptions), [query.data]),
    total: query.data?.pages[0]?.total,
  };
}
