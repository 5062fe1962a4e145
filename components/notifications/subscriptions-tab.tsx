"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { pushPageSample } from "#components/connect/push-samples.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { PushSubscriptionInfo } from "#domain/push.ts";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { browserName } from "./browser-name.ts";
import { SUBSCRIPTION_PAGES } from "./notification-pages.ts";
import { PushKeyNotice } from "./push-key-notice.tsx";
import { SubscriptionList } from "./subscription-list.tsx";
import { useSubscriptionPages } from "./use-notification-pages.ts";

/** The browsers that agreed to the app's push messages. */
export function SubscriptionsTab({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState<PushSubscriptionInfo | null>(null);
  const list = useSubscriptionPages(appId);
  const refresh = () => queryClient.invalidateQueries({ queryKey: [SUBSCRIPTION_PAGES, appId] });
  const remove = useMutation(
    trpc.push.remove.mutationOptions({
      onSuccess: () => {
        toast.success("The subscription was removed.");
        setRemoving(null);
      },
      onSettled: refresh,
    }),
  );
  const test = useMutation(
    trpc.push.sendTest.mutationOptions({
      onSuccess: ({ sent, removed, uncertain }) => {
        if (sent > 0) toast.success("The push service took the test. The browser shows it now.");
        else if (removed > 0) toast.info("The browser is subscribed no more, so the subscription was removed.");
        else if (uncertain > 0) toast.warning("The push service gave no answer, so the test may have arrived.");
        else toast.error("The push service refused the test. The subscription says why.");
      },
      onError: (error) => toast.error(errorInfo(error).message),
      onSettled: refresh,
    }),
  );
  if (!list.subscriptions) {
    return list.error ? (
      <ErrorState what="list of subscriptions" error={list.error} onRetry={list.refetch} />
    ) : (
      <ListSkeleton rows={4} label="Loading the subscriptions" />
    );
  }
  return (
    <div className="space-y-4">
      <PushKeyNotice appId={appId} />
      {list.subscriptions.length === 0 ? (
        <>
          <EmptyState
            icon={<MonitorSmartphone aria-hidden />}
            title="No browser is subscribed"
            action={
              <Button asChild>
                <Link href={`/apps/${appId}/connect#push`}>Set it up</Link>
              </Button>
            }
          >
            A page of yours asks its user for leave and subscribes their browser. From then on your tasks reach it, also
            when the page is closed.
          </EmptyState>
          <CodeSample title="In the page: subscribe" code={pushPageSample} />
        </>
      ) : (
        <>
          <p className="text-[0.8125rem] text-soft">{formatCount(list.total ?? 0, "subscription")}</p>
          <SubscriptionList
            subscriptions={list.subscriptions}
            testing={test.isPending ? test.variables.id : null}
            onTest={({ id }) => test.mutate({ appId, id })}
            onRemove={setRemoving}
          />
          <LoadMore
            auto
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            onMore={list.fetchNextPage}
            label="Show older subscriptions"
          />
        </>
      )}
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(null)}
          title={`Remove the subscription of ${removing.userName ?? removing.userId ?? browserName(removing.userAgent)}?`}
          confirmLabel="Remove subscription"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate({ appId, id: removing.id })}
        >
          <p>This browser gets no more push messages until its user visits a page that subscribes it again.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
