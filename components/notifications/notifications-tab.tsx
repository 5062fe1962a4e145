"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { NotificationSummary } from "#domain/notification.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { NotificationList } from "./notification-list.tsx";
import { NOTIFICATION_PAGES } from "./notification-pages.ts";
import { useNotificationPages } from "./use-notification-pages.ts";

const EXAMPLE = `Fliplet.Page.onRemoteExecution(async function () {
  await Fliplet.Notifications.insert({
    data: { title: "Room 5 is free", message: "From 9:00 today", navigate: "/rooms/5" },
    scope: { role: "staff" }, // a filter over your users; leave it out for everyone
    pushNotification: { payload: {} } // leave it out for the inbox alone
  });
});`;

export function NotificationsTab({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState<NotificationSummary | null>(null);
  const list = useNotificationPages(appId);
  const remove = useMutation(
    trpc.notifications.remove.mutationOptions({
      onSuccess: () => {
        toast.success("The notification was removed.");
        setRemoving(null);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: [NOTIFICATION_PAGES, appId] }),
    }),
  );
  if (!list.notifications) {
    return list.error ? (
      <ErrorState what="list of notifications" error={list.error} onRetry={list.refetch} />
    ) : (
      <ListSkeleton rows={5} label="Loading the notifications" />
    );
  }
  if (list.notifications.length === 0) {
    return (
      <div className="space-y-4">
        <EmptyState icon={<Bell aria-hidden />} title="No notification yet">
          Call Fliplet.Notifications.insert in a screen and run its task: it stands in the inbox that your page shows
          its users, and is pushed to their browsers.
        </EmptyState>
        <CodeSample title="A screen that notifies" code={EXAMPLE} />
      </div>
    );
  }
  return (
    <>
      <NotificationList appId={appId} notifications={list.notifications} onRemove={setRemoving} />
      <LoadMore
        auto
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={list.fetchNextPage}
        label="Show older notifications"
      />
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(null)}
          title={`Remove "${removing.data.title || removing.data.message}"?`}
          confirmLabel="Remove notification"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate({ appId, id: removing.id })}
        >
          <p>
            It disappears from every inbox{removing.status === "scheduled" && ", and is not pushed"}. What was pushed
            already stays on people's screens.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
