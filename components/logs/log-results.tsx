"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { LineFilter } from "#domain/log.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { newerLinesQuery, olderLinesQuery } from "./line-queries.ts";
import { LineStream } from "./line-stream.tsx";
import type { LogState, SetLogState } from "./use-log-state.ts";

interface LogResultsProps {
  filter: LineFilter;
  state: LogState;
  setState: SetLogState;
  onClear: () => void;
}

/** The lines that match, newest first: from the newest one, or around the line that the address names. */
export function LogResults({ filter, state, setState, onClear }: LogResultsProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const isAnchored = state.line !== null;
  const older = useQuery(olderLinesQuery(trpc, appId, filter, state.line));
  const newer = useQuery({ ...newerLinesQuery(trpc, appId, filter, state.line ?? 0), enabled: isAnchored });
  const error = older.error ?? newer.error;
  if (error) {
    const retry = () => Promise.all([older.refetch(), isAnchored && newer.refetch()]);
    return <ErrorState what="log" error={error} onRetry={() => void retry()} />;
  }
  if (!older.data || (isAnchored && !newer.data)) return <ListSkeleton rows={10} label="Loading the log" />;
  return (
    <LineStream
      key={older.dataUpdatedAt}
      filter={filter}
      state={state}
      setState={setState}
      older={older.data}
      newer={isAnchored ? newer.data : undefined}
      onRenew={() => void older.refetch()}
      onClear={onClear}
    />
  );
}
