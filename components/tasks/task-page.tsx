"use client";

import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { TaskMenu } from "./task-menu.tsx";
import { TaskOverview } from "./task-overview.tsx";

const TaskHistory = dynamic(() => import("./task-history.tsx").then((module) => module.TaskHistory), { ssr: false });
const Ledger = dynamic(() => import("#components/ledger/ledger.tsx").then((module) => module.Ledger), { ssr: false });
const RunDialog = dynamic(() => import("./run-dialog.tsx").then((module) => module.RunDialog), { ssr: false });

/** The form with its editor is most of the page's code: it comes when it is first looked at. */
const TaskSettings = dynamic(() => import("./task-settings.tsx").then((module) => module.TaskSettings), {
  loading: () => <ListSkeleton label="Loading the settings" />,
});

const TABS = ["overview", "ledger", "settings", "history"] as const;
const POLL_MS = 5_000;

export function TaskPage({ taskId }: { taskId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const router = useRouter();
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("overview"));
  const [running, setRunning] = useState(false);
  const [hasSettings, setHasSettings] = useState(false);
  if (tab === "settings" && !hasSettings) setHasSettings(true);
  const options = trpc.tasks.get.queryOptions({ appId, idOrName: taskId }, { refetchInterval: POLL_MS });
  const { data: task, error, refetch } = useQuery(options);

  if (!task)
    return error ? (
      <ErrorState page what="task" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton label="Loading the task" />
    );
  return (
    <>
      <PageHeader
        title={task.name}
        actions={
          <>
            <Can to="tasks.run">
              <Button variant="primary" onClick={() => setRunning(true)}>
                <Play aria-hidden /> Run now
              </Button>
            </Can>
            <TaskMenu task={task} onDeleted={() => router.push(`/apps/${appId}/tasks`)} />
          </>
        }
      >
        Runs the screen{" "}
        <Link className="link" href={`/apps/${appId}/screens/${task.pageId}`}>
          {task.screenName}
        </Link>
      </PageHeader>
      <Tabs value={tab} onValueChange={(value) => setTab(value as (typeof TABS)[number])}>
        <TabList label="Task" className="mb-5">
          <Tab value="overview">Overview</Tab>
          <Tab value="ledger">Ledger</Tab>
          <Tab value="settings">Settings</Tab>
          <Tab value="history">History</Tab>
        </TabList>
        <TabPanel value="overview">
          <TaskOverview task={task} />
        </TabPanel>
        <TabPanel value="ledger">
          <Ledger task={task} />
        </TabPanel>
        {/* Kept while hidden once it was shown, so that a look at the runs loses no edit. */}
        <TabPanel value="settings" forceMount className="data-[state=inactive]:hidden">
          {hasSettings && <TaskSettings task={task} />}
        </TabPanel>
        <TabPanel value="history">
          <TaskHistory task={task} />
        </TabPanel>
      </Tabs>
      {running && <RunDialog task={task} onClose={() => setRunning(false)} />}
    </>
  );
}
