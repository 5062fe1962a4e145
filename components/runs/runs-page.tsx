"use client";

import { ArrowUp, Columns3, ListFilter, Play } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { SavedViewMenu } from "#components/saved-views/saved-view-menu.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { RunFilterInput } from "#domain/run.ts";
import { formatCount } from "#lib/format/number.ts";
import { RunBulkBar } from "./run-bulk-bar.tsx";
import { SHOWN_AT_FIRST } from "./run-columns.tsx";
import { RunFilterBar } from "./run-filter-bar.tsx";
import type { RunColumnName } from "./run-parsers.ts";
import { NOTHING_SELECTED } from "./run-selection.ts";
import { RunTable } from "./run-table.tsx";
import { DEFAULT_RUN_VIEWS, filtersIn, NO_FILTER } from "./run-view.ts";
import { useHeldBack } from "./use-held-back.ts";
import { useLiveRuns } from "./use-live-runs.ts";
import { useRunView } from "./use-run-view.ts";

// Fetched when it is first asked for.
const ColumnDialog = dynamic(() => import("./column-dialog.tsx").then((module) => module.ColumnDialog), { ssr: false });

const RUN_VIEWS = [{ name: "All runs", query: "" }, ...DEFAULT_RUN_VIEWS];

/** Every run of the app; filters, order and columns live in the address. */
export function RunsPage() {
  const appId = useAppId();
  const { view, setView, filter, question } = useRunView();
  const [choosing, setChoosing] = useState(false);
  const columns: readonly RunColumnName[] = view.cols?.includes("task") ? view.cols : SHOWN_AT_FIRST;
  return (
    <>
      <PageHeader
        title="Runs"
        actions={
          <>
            <SavedViewMenu page="runs" defaults={RUN_VIEWS} />
            <span className="hidden lg:block">
              <Button onClick={() => setChoosing(true)}>
                <Columns3 aria-hidden /> Columns
              </Button>
            </span>
          </>
        }
      >
        Every time a task ran, was skipped or was missed.
      </PageHeader>
      <RunFilterBar view={view} setView={setView} />
      {/* Another question, another list: what was selected or held back belongs to the old one. */}
      <RunResults
        key={question}
        appId={appId}
        filter={filter}
        question={question}
        columns={columns}
        sort={view.sort ?? "newest"}
        onSort={(sort) => void setView({ sort: sort === "newest" ? null : sort })}
        isFiltered={filtersIn(view) > 0}
        onClear={() => void setView(NO_FILTER)}
      />
      {choosing && (
        <ColumnDialog
          columns={columns}
          onChange={(cols) => void setView({ cols })}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

interface RunResultsProps extends Pick<Parameters<typeof RunTable>[0], "columns" | "sort" | "onSort"> {
  appId: number;
  filter: RunFilterInput;
  question: string;
  isFiltered: boolean;
  onClear: () => void;
}

function RunResults({ appId, filter, question, columns, sort, onSort, isFiltered, onClear }: RunResultsProps) {
  const list = useLiveRuns(appId, filter, sort, question);
  const { shown, waiting } = useHeldBack(list.runs, sort === "newest");
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  if (!shown) {
    return list.error ? (
      <ErrorState what="list of runs" error={list.error} onRetry={list.refetch} />
    ) : (
      <ListSkeleton rows={8} label="Loading the runs" />
    );
  }
  if (shown.length === 0) return <NoRuns appId={appId} isFiltered={isFiltered} onClear={onClear} />;
  return (
    <>
      <RunBulkBar appId={appId} filter={filter} selection={selection} onSelect={setSelection} />
      {waiting > 0 && (
        <div className="pointer-events-none sticky top-28 z-20 flex h-0 justify-center">
          <Button
            size="sm"
            variant="primary"
            className="pointer-events-auto rounded-full shadow-float"
            onClick={() => window.scrollTo({ top: 0 })}
          >
            <ArrowUp aria-hidden /> {formatCount(waiting, "new run")}
          </Button>
        </div>
      )}
      <RunTable
        runs={shown}
        columns={columns}
        sort={sort}
        onSort={onSort}
        selection={selection}
        onSelect={setSelection}
        onEnd={list.loadMore}
      />
      <p role="status" className="py-3 text-center text-[0.8125rem] text-faint">
        {list.loadingMore ? "Loading older runs…" : list.hasMore ? "" : formatCount(shown.length, "run")}
      </p>
    </>
  );
}

function NoRuns({ appId, isFiltered, onClear }: Pick<RunResultsProps, "appId" | "isFiltered" | "onClear">) {
  return isFiltered ? (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title="No run matches"
      action={<Button onClick={onClear}>Clear filters</Button>}
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
  );
}
