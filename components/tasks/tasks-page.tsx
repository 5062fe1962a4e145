"use client";

import { useQuery } from "@tanstack/react-query";
import { Import, ListChecks, Plus } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { TASKS_PER_APP } from "#domain/limits.ts";
import { formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { taskRows } from "./task-row.ts";
import { TaskView } from "./task-view.tsx";
import { useTaskStats } from "./use-task-stats.ts";

const POLL_MS = 5_000;

export function TasksPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const {
    data: tasks,
    error,
    refetch,
  } = useQuery(trpc.tasks.list.queryOptions({ appId }, { refetchInterval: POLL_MS }));
  const app = useQuery(trpc.apps.get.queryOptions({ id: appId }));
  const stats = useTaskStats(appId);
  const rows = useMemo(() => taskRows(tasks ?? [], stats), [tasks, stats]);
  const limit = app.data?.limits.tasks ?? TASKS_PER_APP;
  const isFull = (tasks?.length ?? 0) >= limit;

  return (
    <>
      <PageHeader
        title="Tasks"
        actions={
          tasks &&
          tasks.length > 0 && (
            <Can to="tasks.create">
              <ImportLink appId={appId} />
              <NewTask appId={appId} limit={limit} isFull={isFull} />
            </Can>
          )
        }
      >
        {tasks
          ? `${formatNumber(tasks.length)} of ${formatNumber(limit)} tasks`
          : "Your screens, run on a schedule or on demand."}
      </PageHeader>
      {!tasks ? (
        error ? (
          <ErrorState what="list of tasks" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton label="Loading the tasks" />
        )
      ) : tasks.length === 0 ? (
        <FirstTask appId={appId} />
      ) : (
        <TaskView appId={appId} rows={rows} />
      )}
    </>
  );
}

const ImportLink = ({ appId }: { appId: number }) => (
  <Button asChild>
    <Link href={`/apps/${appId}/tasks/import`}>
      <Import aria-hidden /> Import
    </Link>
  </Button>
);

function NewTask({ appId, limit, isFull }: { appId: number; limit: number; isFull: boolean }) {
  if (isFull) {
    return (
      <Tooltip
        content={`This app has all ${limit} tasks that it may have. Delete one, or raise the limit in the app's settings.`}
      >
        {/* Not `disabled`: a disabled button takes no focus, and could not say why. */}
        <Button
          variant="primary"
          aria-disabled
          className="cursor-not-allowed opacity-60"
          onClick={(event) => event.preventDefault()}
        >
          <Plus aria-hidden /> New task
        </Button>
      </Tooltip>
    );
  }
  return (
    <Button asChild variant="primary">
      <Link href={`/apps/${appId}/tasks/new`}>
        <Plus aria-hidden /> New task
      </Link>
    </Button>
  );
}

/** What comes first depends on whether there is a screen to run. */
function FirstTask({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const { data: screens } = useQuery(trpc.screens.list.queryOptions({ appId }));
  const hasScreen = (screens?.length ?? 0) > 0;
  return (
    <EmptyState
      icon={<ListChecks aria-hidden />}
      title={hasScreen ? "Create the first task" : "Write a screen first"}
      action={
        <Can to="tasks.create">
          <Button asChild variant="primary">
            <Link href={hasScreen ? `/apps/${appId}/tasks/new` : `/apps/${appId}/screens`}>
              {hasScreen ? "New task" : "Go to screens"}
            </Link>
          </Button>
          <ImportLink appId={appId} />
        </Can>
      }
    >
      {hasScreen
        ? "A task runs one of your screens: at the times of a schedule, or whenever an app or you ask for it."
        : "A task runs a screen: a piece of JavaScript with a handler. Write one, test it, publish it, then come back to schedule it."}
    </EmptyState>
  );
}
