"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { Task } from "#domain/task.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AttentionPanel } from "./attention-panel.tsx";
import { FirstStep } from "./first-step.tsx";
import { NextPanel } from "./next-panel.tsx";
import { NowPanel } from "./now-panel.tsx";
import { overviewQuery } from "./overview-query.ts";
import { TodayPanel } from "./today-panel.tsx";

const POLL_MS = 5_000;

/** An app at a glance: what runs, what comes next, what needs a look, and how the day has gone. */
export function HomePage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const app = useQuery(trpc.apps.get.queryOptions({ id: appId }));
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId }, { refetchInterval: POLL_MS }));
  const overview = useQuery(overviewQuery(trpc, appId));
  const error = tasks.error ?? overview.error;
  if (app.error && !app.data) return <ErrorState page what="app" error={app.error} onRetry={app.refetch} />;
  return (
    <>
      <PageHeader
        title={app.data?.name ?? "Home"}
        actions={
          tasks.data &&
          tasks.data.length > 0 && (
            <Button asChild>
              <Link href={`/apps/${appId}/tasks`}>
                <ListChecks aria-hidden /> All tasks
              </Link>
            </Button>
          )
        }
      >
        {tasks.data ? tasksInWords(tasks.data) : "What runs, what comes next, and what needs a look."}
      </PageHeader>
      {tasks.data?.length === 0 && !overview.data?.active.length ? (
        <FirstStep appId={appId} />
      ) : tasks.data && overview.data ? (
        <div className="space-y-4">
          <TodayPanel today={overview.data.today} />
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <div className="min-w-0 space-y-4">
              <AttentionPanel appId={appId} attention={overview.data.attention} />
              <NowPanel appId={appId} overview={overview.data} />
            </div>
            <NextPanel tasks={tasks.data} />
          </div>
        </div>
      ) : error ? (
        <ErrorState
          what="overview"
          error={error}
          onRetry={() => {
            void tasks.refetch();
            void overview.refetch();
          }}
        />
      ) : (
        <ListSkeleton rows={8} label="Loading the overview" />
      )}
    </>
  );
}

function tasksInWords(tasks: readonly Task[]): string {
  const scheduled = tasks.filter(({ frequency, active }) => frequency !== null && active).length;
  return tasks.length === 0
    ? "Nothing to run yet."
    : `${formatCount(tasks.length, "task")}, ${scheduled === 0 ? "none" : formatNumber(scheduled)} on a schedule`;
}
