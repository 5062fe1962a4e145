"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { browserName } from "#components/notifications/browser-name.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { PushStatus } from "#domain/push.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";

const LOOKS: Record<PushStatus, { label: string; tone: Tone }> = {
  waiting: { label: "Not sent yet", tone: "quiet" },
  sending: { label: "Sending", tone: "info" },
  sent: { label: "Sent", tone: "ok" },
  failed: { label: "Not sent", tone: "bad" },
  gone: { label: "Unsubscribed", tone: "quiet" },
  uncertain: { label: "Uncertain", tone: "warn" },
};

const LIVE_POLL_MS = 1_500;

/** What became of a push message, by subscription. */
export function PushDeliveries({ appId, messageId, live }: { appId: number; messageId: number; live: boolean }) {
  const client = useTRPCClient();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["push.deliveries pages", appId, messageId, live],
    queryFn: ({ pageParam, signal }) =>
      client.push.deliveries.query({ appId, messageId, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: live ? LIVE_POLL_MS : false,
  });
  const deliveries = data?.pages.flatMap((page) => page.deliveries);
  if (!deliveries)
    return error ? (
      <ErrorState what="list of subscriptions" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton rows={3} label="Loading the subscriptions" />
    );
  if (deliveries.length === 0) return null;
  return (
    <section aria-label="Subscriptions" className="panel overflow-hidden">
      <h2 className="border-line border-b px-4 py-2 font-medium">Subscriptions</h2>
      <ul className="divide-y divide-line">
        {deliveries.map(({ id, subscriptionId, userId, userAgent, status, error, attempts }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1 basis-56 break-words">
              {userId ?? <span className="text-soft">Nobody known</span>}
              <span className="block text-[0.8125rem] text-faint">
                #{subscriptionId} · {browserName(userAgent)}
                {attempts > 1 && ` · ${attempts} attempts`}
              </span>
              {error && status !== "gone" && <span className="block text-[0.8125rem] text-bad">{error}</span>}
            </span>
            <Badge tone={LOOKS[status].tone}>{LOOKS[status].label}</Badge>
          </li>
        ))}
      </ul>
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} label="Show more" />
    </section>
  );
}
