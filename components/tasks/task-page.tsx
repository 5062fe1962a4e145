"use client";

import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { ScheduleWords } from "#components/cron/schedule-words.tsx";
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
import { LastRunLink } from "./last-run-link.tsx";
import { NextRun } from "./next-run.tsx";
import { RunDialog } from "./run-dialog.tsx";
import { ScheduleSwitch } from "./schedule-switch.tsx";
import { TaskSettings } from "./task-settings.tsx";

const TABS = ["overview", "settings"] as const;
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
          <Tab value="settings">Settings</Tab>
        </TabList>
        <TabPanel value="overview" className="space-y-5">
          <TaskFacts task={task} />
          <TaskRuns task={task} />
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

function TaskFacts({ task }: { task: Task }) {
  return (
    <dl className="panel grid gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-3">
      <div className="min-w-0">
        <dt className="eyebrow">Schedule</dt>
        <dd className="mt-0.5 flex items-start gap-3">
          <div className="min-w-0">
            {task.frequency === null ? (
              "On demand"
            ) : (
              <ScheduleWords frequency={task.frequency} timezone={task.timezone} />
            )}
          </div>
          <ScheduleSwitch task={task} />
        </dd>
      </div>
      <div>
        <dt className="eyebrow">Next run</dt>
        <dd className="mt-0.5">
          <NextRun task={task} />
        </dd>
      </div>
      <div>
        <dt className="eyebrow">Last run</dt>
        <dd className="mt-0.5">
          <LastRunLink task={task} />
        </dd>
      </div>
    </dl>
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
