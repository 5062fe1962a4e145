"use client";

import { ListFilter, Play } from "lucide-react";
import Link from "next/link";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useAppId } from "#components/shell/app-id.tsx";
import { TaskFilter } from "#components/tasks/task-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { RunStatus, RunTrigger } from "#domain/run.ts";
import { RunList } from "./run-list.tsx";
import { RUN_STATUS_LOOKS, RUN_TRIGGER_LABELS } from "./run-status.ts";
import { useLiveRuns } from "./use-live-runs.ts";

const STATUSES = Object.keys(RUN_STATUS_LOOKS) as RunStatus[];
const TRIGGERS = Object.keys(RUN_TRIGGER_LABELS) as RunTrigger[];

/** Every run of the app, with filters that live in the address. */
export function RunsPage() {
  const appId = useAppId();
  const [filter, setFilter] = useQueryStates({
    task: parseAsInteger,
    status: parseAsStringLiteral(STATUSES),
    trigger: parseAsStringLiteral(TRIGGERS),
  });
  const isFiltered = filter.task !== null || filter.status !== null || filter.trigger !== null;
  const list = useLiveRuns(appId, {
    taskId: filter.task ?? undefined,
    status: filter.status ?? undefined,
    trigger: filter.trigger ?? undefined,
  });
  const clear = () => setFilter({ task: null, status: null, trigger: null });

  return (
    <>
      <PageHeader title="Runs">Every time a task ran, was skipped or was missed, newest first.</PageHeader>
      <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <TaskFilter className="sm:w-52" value={filter.task} onChange={(task) => void setFilter({ task })} />
        <FilterSelect
          label="Status"
          any="Any status"
          className="sm:w-44"
          options={STATUSES}
          labelOf={(status) => RUN_STATUS_LOOKS[status].label}
          value={filter.status}
          onChange={(status) => void setFilter({ status })}
        />
        <FilterSelect
          label="Trigger"
          any="Any trigger"
          className="sm:w-44"
          options={TRIGGERS}
          labelOf={(trigger) => RUN_TRIGGER_LABELS[trigger]}
          value={filter.trigger}
          onChange={(trigger) => void setFilter({ trigger })}
        />
        {isFiltered && (
          <Button variant="ghost" onClick={clear}>
            Clear filters
          </Button>
        )}
      </div>
      {!list.runs ? (
        list.error ? (
          <ErrorState what="list of runs" error={list.error} onRetry={list.refetch} />
        ) : (
          <ListSkeleton rows={8} label="Loading the runs" />
        )
      ) : list.runs.length === 0 ? (
        isFiltered ? (
          <EmptyState
            icon={<ListFilter aria-hidden />}
            title="No run matches"
            action={<Button onClick={clear}>Clear filters</Button>}
          >
            Change the filters, or wait: new runs appear by themselves.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Play aria-hidden />}
            title="Nothing has run yet"
            action={
              <Button asChild variant="primary">
                <Link href={`/apps/${appId}/tasks`}>Go to tasks</Link>
              </Button>
            }
          >
            Run a task now, or give it a schedule. Each run then shows here with its log, result and error.
          </EmptyState>
        )
      ) : (
        <>
          <RunList runs={list.runs} appId={appId} />
          <LoadMore
            auto
            hasMore={list.hasMore}
            loading={list.loadingMore}
            onMore={list.loadMore}
            label="Show older runs"
          />
        </>
      )}
    </>
  );
}
