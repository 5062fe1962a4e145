"use client";

import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Ledger } from "#components/ledger/ledger.tsx";
import { RunList } from "#components/runs/run-list.tsx";
import { useLiveRuns } from "#components/runs/use-live-runs.ts";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import type { Task } from "#domain/task.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RunDialog } from "./run-dialog.tsx";
import { TaskFacts } from "./task-facts.tsx";
import { TaskSchedules } from "./task-schedules.tsx";
import { TaskSettings } from "./task-settings.tsx";

const TABS = ["overview", "ledger", "settings"] as const;
const POLL_MS = 5_000;

export function TaskPage({ taskId }: { taskId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("overview"));
  const [running, setRunning] = useState(false);
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
          <Button variant="primary" onClick={() => setRunning(true)}>
            <Play aria-hidden /> Run now
          </Button>
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
        </TabList>
        <TabPanel value="overview" className="space-y-5">
          <TaskFacts task={task} />
          {task.schedules.length > 1 && <TaskSchedules task={task} />}
          <TaskRuns task={task} />
        </TabPanel>
        <TabPanel value="ledger">
          <Ledger task={task} />
        </TabPanel>
        {/* Kept while hidden, so that a look at the runs loses no edit. */}
        <TabPanel value="settings" forceMount className="data-[state=inactive]:hidden">
          <TaskSettings task={task} />
        </TabPanel>
      </Tabs>
      {running && <RunDialog task={task} onClose={() => setRunning(false)} />}
    </>
  );
}

function TaskRuns({ task }: { task: Task }) {
  const list = useLiveRuns(task.appId, { taskId: task.id });
  if (!list.runs)
    return list.error ? (
      <ErrorState what="list of runs" error={list.error} onRetry={list.refetch} />
    ) : (
      <ListSkeleton label="Loading the runs" />
    );
  if (list.runs.length === 0) {
    return (
      <EmptyState icon={<Play aria-hidden />} title="It has not run yet">
        Press Run now to try it{task.nextRunAt ? ", or wait for the schedule" : ""}. Each run shows here with its
        outcome.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Runs of the task">
      <h2 className="mb-2 font-semibold text-base">Runs</h2>
      <RunList runs={list.runs} appId={task.appId} showTask={false} />
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.loadMore} label="Show older runs" />
    </section>
  );
}
