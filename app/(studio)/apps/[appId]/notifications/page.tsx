import type { Metadata } from "next";
import {
  NOTIFICATION_PAGES,
  NOTIFICATIONS_PAGE,
  SUBSCRIPTION_PAGES,
} from "#components/notifications/notification-pages.ts";
import { NotificationsPage } from "#components/notifications/notifications-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  const limit = NOTIFICATIONS_PAGE;
  return (
    <Prefetch
      queries={(trpc) => [
        {
          pagesKey: [NOTIFICATION_PAGES, appId],
          firstPage: trpc.notifications.list.queryOptions({ appId, limit, offset: 0 }),
        },
        { pagesKey: [SUBSCRIPTION_PAGES, appId], firstPage: trpc.push.list.queryOptions({ appId, limit }) },
      ]}
    >
      <NotificationsPage />
    </Prefetch>
  );
}
