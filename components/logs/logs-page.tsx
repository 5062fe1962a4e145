"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { SavedViewMenu } from "#components/saved-views/saved-view-menu.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { LineFilter } from "#domain/log.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ContextBar } from "./context-bar.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { isFiltered } from "./log-filter.ts";
import { LogFilterBar } from "./log-filter-bar.tsx";
import { LogResults } from "./log-results.tsx";
import { ALL_OF_IT, type LogState, type SetLogState, useLogState } from "./use-log-state.ts";

const DEFAULT_VIEWS = [
  { name: "All lines", query: "" },
  { name: "Errors and warnings", query: "level=warn,error" },
  { name: "Calls to other services", query: "kind=fetch" },
  { name: "Last hour", query: "range=1h" },
];

/** The app's log, newest first. */
export function LogsPage() {
  const { state, setState, filter, request, key } = useLogState();
  const clear = () => void setState(ALL_OF_IT);
  return (
    <>
      <PageHeader
        title="Log"
        actions={
          <>
            <SavedViewMenu page="logs" defaults={DEFAULT_VIEWS} />
            <ExportMenu filter={request} isFiltered={isFiltered(filter)} />
          </>
        }
      >
        What your code wrote and what was done for it, newest first.
      </PageHeader>
      {state.line !== null && state.context !== null ? (
        <Context line={state.line} of={state.context} state={state} setState={setState} />
      ) : (
        <>
          <LogFilterBar
            filter={filter}
            // Another filter begins at its newest line.
            onChange={(changes) => void setState({ ...changes, line: null, context: null })}
            onClear={clear}
          />
          <LogResults key={`${key} ${state.line}`} filter={request} state={state} setState={setState} onClear={clear} />
        </>
      )}
    </>
  );
}

/** A line among those around it, whatever the filter. */
function Context(props: { line: number; of: "run" | "app"; state: LogState; setState: SetLogState }) {
  const { line, of, state, setState } = props;
  const appId = useAppId();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.logs.line.queryOptions({ appId, id: line }));
  const filter = useMemo((): LineFilter => (of === "run" && data ? { runId: data.runId } : {}), [of, data]);
  return (
    <>
      <ContextBar line={line} of={of} setState={setState} />
      {error ? (
        <ErrorState what="log line" error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <LogResults
          key={`${line} ${of}`}
          filter={filter}
          state={state}
          setState={setState}
          onClear={() => void setState(ALL_OF_IT)}
        />
      ) : (
        <ListSkeleton rows={10} label="Loading the log" />
      )}
    </>
  );
}
