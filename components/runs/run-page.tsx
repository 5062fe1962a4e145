"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, RotateCcw } from "lucide-react";
import { useState } from "react";
import { toast } from "#lib/toast.ts";
import { RunMessages } from "#components/messages/run-messages.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { JsonView } from "#components/ui/json-view.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { RunAttempts } from "./run-attempts.tsx";
import { RunError } from "./run-error.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunLines } from "./run-lines.tsx";
import { RunPageView } from "./run-page-view.tsx";
import { isRunLive, runStatusLook } from "./run-status.ts";
import { RunWait } from "./run-wait.tsx";
import { StatusBadge } from "./status-badge.tsx";

const LIVE_POLL_MS = 700;

/** One run: while it is live the page follows it. */
export function RunPage({ runId }: { runId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [replaying, setReplaying] = useState(false);
  const options = trpc.runs.get.queryOptions(
    { appId, id: runId },
    { refetchInterval: ({ state }) => (state.data && isRunLive(state.data.status) ? LIVE_POLL_MS : false) },
  );
  const { data: run, error, refetch } = useQuery(options);
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSuccess: (cancelled) => queryClient.setQueryData(options.queryKey, cancelled),
      onError: (failure) => toast.error(failure.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
    }),
  );

  if (!run)
    return error ? (
      <ErrorState page what="run" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton label="Loading the run" />
    );
  const live = isRunLive(run.status);
  return (
    <>
      <PageHeader
        title={
          <>
            {run.taskName} <span className="font-normal text-faint tabular-nums">#{run.id}</span>
          </>
        }
        badges={
          <span role="status">
            <StatusBadge status={run.status} />
          </span>
        }
        actions={
          <>
            {live && (
              <Button
                pending={cancel.isPending || cancel.isSuccess}
                onClick={() => cancel.mutate({ appId, id: run.id })}
              >
                {!cancel.isSuccess && <Ban aria-hidden />} {cancel.isSuccess ? "Cancelling…" : "Cancel run"}
              </Button>
            )}
            {!live && (
              <Button variant="primary" onClick={() => setReplaying(true)}>
                <RotateCcw aria-hidden /> Run again
              </Button>
            )}
          </>
        }
      />
      <div className="space-y-4">
        {run.reason && (
          <Notice tone={run.status === "crashed" ? "ours" : run.status === "missed" ? "warn" : "quiet"}>
            <strong>{runStatusLook(run.status).label}:</strong> {run.reason}
          </Notice>
        )}
        <RunWait run={run} />
        <RunError run={run} />
        <RunFacts run={run} />
        {run.attempts.length > 1 && <RunAttempts attempts={run.attempts} />}
        {(run.startedAt || live) && <RunLines key={run.id} appId={appId} runId={run.id} live={live} />}
        <RunMessages appId={appId} runId={run.id} live={live} />
        {!live && run.startedAt && <RunPageView appId={appId} runId={run.id} />}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {run.payload !== null && run.payload !== undefined ? (
            <JsonView label="Payload" value={run.payload} fileName={`run-${run.id}-payload.json`} />
          ) : (
            <p className="panel px-4 py-3 text-soft">No payload was sent to this run.</p>
          )}
          {run.hasResult ? (
            <JsonView label="Result" value={run.result} fileName={`run-${run.id}-result.json`} />
          ) : (
            <p className="panel px-4 py-3 text-soft">
              {live ? "The result appears here when the run ends." : "This run has no result."}
            </p>
          )}
        </div>
      </div>
      {replaying && <ReplayDialog run={run} open onOpenChange={setReplaying} />}
    </>
  );
}
