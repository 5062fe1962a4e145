"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, GitCompareArrows, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { RunMessages } from "#components/messages/run-messages.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { ValueView } from "#components/ui/value-view.tsx";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RunError } from "./run-error.tsx";
import { RunFacts } from "./run-facts.tsx";
import { CONSOLE_ID, RunLines } from "./run-lines.tsx";
import { isRunLive, runStatusLook } from "./run-status.ts";
import { RunTimeline } from "./run-timeline.tsx";
import { RunWait } from "./run-wait.tsx";
import type { ShownRun } from "./shown-run.ts";
import { StatusBadge } from "./status-badge.tsx";
import { useRunLines } from "./use-run-lines.ts";

// Few runs have more than one.
const RunAttempts = dynamic(() => import("./run-attempts.tsx").then((module) => module.RunAttempts));
const CompareDialog = dynamic(() => import("./compare-dialog.tsx").then((module) => module.CompareDialog), {
  ssr: false,
});
const ReplayDialog = dynamic(() => import("./replay-dialog.tsx").then((module) => module.ReplayDialog), { ssr: false });
const RunCode = dynamic(() => import("./run-code.tsx").then((module) => module.RunCode), { ssr: false });
const RunPageView = dynamic(() => import("./run-page-view.tsx").then((module) => module.RunPageView), { ssr: false });

const LIVE_POLL_MS = 700;

/** One run: while it is live the page follows it. */
export function RunPage({ runId }: { runId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<"replay" | "compare" | null>(null);
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
              <Can to="runs.cancel">
                <Button
                  pending={cancel.isPending || cancel.isSuccess}
                  onClick={() => cancel.mutate({ appId, id: run.id })}
                >
                  {!cancel.isSuccess && <Ban aria-hidden />} {cancel.isSuccess ? "Cancelling…" : "Cancel run"}
                </Button>
              </Can>
            )}
            <Button onClick={() => setAsked("compare")}>
              <GitCompareArrows aria-hidden /> Compare
            </Button>
            {!live && (
              <Can to="runs.replay">
                <Button variant="primary" onClick={() => setAsked("replay")}>
                  <RotateCcw aria-hidden /> Run again
                </Button>
              </Can>
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
        {(run.startedAt || live) && <RunRecord run={run} />}
        <RunMessages appId={appId} runId={run.id} live={live} />
        {!live && run.startedAt && <RunPageView appId={appId} runId={run.id} />}
        <RunCode run={run} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {run.payload !== null && run.payload !== undefined ? (
            <ValueView label="Payload" value={run.payload} fileName={`run-${run.id}-payload.json`} />
          ) : (
            <p className="panel px-4 py-3 text-soft">No payload was sent to this run.</p>
          )}
          {run.hasResult ? (
            <ValueView label="Result" value={run.result} fileName={`run-${run.id}-result.json`} />
          ) : (
            <p className="panel px-4 py-3 text-soft">
              {live ? "The result appears here when the run ends." : "This run has no result."}
            </p>
          )}
        </div>
      </div>
      {asked === "replay" && <ReplayDialog run={run} open onOpenChange={() => setAsked(null)} />}
      {asked === "compare" && <CompareDialog run={run} onClose={() => setAsked(null)} />}
    </>
  );
}

/** What the run did, on a timeline and line by line; the line that is looked at stands in the address. */
function RunRecord({ run }: { run: ShownRun }) {
  const live = isRunLive(run.status);
  const log = useRunLines(run.appId, run.id, live);
  const [lineId, setLineId] = useQueryState("line", parseAsInteger);
  return (
    <>
      <RunTimeline
        run={run}
        lines={log.lines}
        hasMore={log.hasMore}
        onLine={(id) => {
          void setLineId(id);
          document.getElementById(CONSOLE_ID)?.scrollIntoView({ block: "nearest" });
        }}
      />
      <RunLines log={log} live={live} lineId={lineId} />
    </>
  );
}
