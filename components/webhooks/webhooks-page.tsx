"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { DeliveriesTab } from "./deliveries-tab.tsx";
import { IncomingTab } from "./incoming-tab.tsx";
import { OutgoingTab } from "./outgoing-tab.tsx";

const TABS = ["in", "out", "deliveries"] as const;
type TabName = (typeof TABS)[number];

/** How other systems ask for runs, and how they are told of what happens. */
export function WebhooksPage() {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("in"));
  return (
    <>
      <PageHeader title="Webhooks">
        Ways in for other systems, which ask for runs, and ways out to them, which tell what happened.
      </PageHeader>
      <Tabs value={tab} onValueChange={(next) => void setTab(next as TabName)}>
        <TabList label="Parts of the webhooks" className="mb-4">
          <Tab value="in">In</Tab>
          <Tab value="out">Out</Tab>
          <Tab value="deliveries">Deliveries</Tab>
        </TabList>
        <TabPanel value="in">
          <IncomingTab />
        </TabPanel>
        <TabPanel value="out">
          <OutgoingTab />
        </TabPanel>
        <TabPanel value="deliveries">
          <DeliveriesTab />
        </TabPanel>
      </Tabs>
    </>
  );
}
