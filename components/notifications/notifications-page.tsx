"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useAppId } from "#components/shell/app-id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { NotificationsTab } from "./notifications-tab.tsx";
import { SubscriptionsTab } from "./subscriptions-tab.tsx";

const TABS = ["inbox", "subscriptions"] as const;

/** What stands in the inbox of the app's users, and the browsers that get its push messages. */
export function NotificationsPage() {
  const appId = useAppId();
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("inbox"));
  return (
    <>
      <PageHeader title="Notifications">
        What your tasks tell the users of your app, and the browsers it reaches.
      </PageHeader>
      <Tabs value={tab} onValueChange={(value) => setTab(value as (typeof TABS)[number])}>
        <TabList label="Notifications" className="mb-4">
          <Tab value="inbox">Inbox</Tab>
          <Tab value="subscriptions">Subscriptions</Tab>
        </TabList>
        <TabPanel value="inbox">
          <NotificationsTab appId={appId} />
        </TabPanel>
        <TabPanel value="subscriptions">
          <SubscriptionsTab appId={appId} />
        </TabPanel>
      </Tabs>
    </>
  );
}
