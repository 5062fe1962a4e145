"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import type { BulkRunsResult, RunBulkAction, RunFilterInput } from "#domain/run.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { RunSelection } from "./run-selection.ts";
import { useBulkRuns } from "./use-bulk-runs.ts";

interface BulkDialogProps {
  appId: number;
  action: RunBulkAction;
  selection: RunSelection;
  filter: RunFilterInput;
  onClose: () => void;
}

const WORDS = {
  replay: {
    title: "Run again",
    done: "queued again",
    promise:
      "Each gets a new run with its own payload, on the version that its environment has now. They wait in line, three at a time, so that the app's other runs keep their turn.",
  },
  cancel: {
    title: "Cancel",
    done: "cancelled",
    promise: "What waits never starts, and what runs is stopped within moments. What it has done by then stays done.",
  },
} as const;

/** Asks with the count, then does it batch by batch, saying how far it has come; it can be stopped. */
export function BulkDialog({ appId, action, selection, filter, onClose }: BulkDialogProps) {
  const trpc = useTRPC();
  const { progress, run, stop } = useBulkRuns(appId, action);
  const isIdle = progress.state === "idle";
  const counted = useQuery(
    trpc.runs.count.queryOptions({ appId, ...filter, action }, { enabled: selection.isAll, staleTime: Infinity }),
  );
  const total = selection.isAll ? counted.data?.count : selection.ids.size;
  const more = selection.isAll && counted.data?.isMore ? "More than " : "";
  const words = WORDS[action];
  const start = () =>
    run(selection.isAll ? { filter, upTo: counted.data?.newestId ?? 0 } : { ids: [...selection.ids] });
  const handled = progress.done + progress.skipped.length;
  return (
    <Dialog
      open
      onOpenChange={() => {
        stop();
        onClose();
      }}
      title={total === undefined ? words.title : `${words.title}: ${more}${formatCount(total, "run")}`}
      description={isIdle ? words.promise : undefined}
    >
      {isIdle && total === undefined && !counted.error && <Skeleton className="h-4 w-1/2" />}
      {counted.error && <FieldError>{counted.error.message}</FieldError>}
      {isIdle && total === 0 && <p className="text-soft">None of the runs that match can be {words.done}.</p>}
      {!isIdle && (
        <div className="space-y-3">
          <progress
            aria-label="Progress"
            className="h-2 w-full accent-accent"
            max={Math.max(total ?? 0, handled, 1)}
            value={progress.state === "finished" ? Math.max(total ?? 0, handled, 1) : handled}
          />
          <p role="status" className="tabular-nums">
            {formatCount(progress.done, "run")} {words.done}
            {progress.skipped.length > 0 && `, ${formatNumber(progress.skipped.length)} left out`}
            {progress.state === "working" && " …"}
            {progress.state === "stopped" && ". Stopped: the rest was left as it is."}
            {progress.state === "finished" && "."}
          </p>
          {progress.message && <FieldError>{progress.message}</FieldError>}
          <LeftOut appId={appId} skipped={progress.skipped} />
        </div>
      )}
      <Actions>
        {isIdle && (
          <>
            <Button variant="ghost" onClick={onClose}>
              Keep as they are
            </Button>
            <Button variant={action === "cancel" ? "danger" : "primary"} disabled={!total} onClick={start}>
              {total ? `${words.title}: ${formatCount(total, "run")}` : words.title}
            </Button>
          </>
        )}
        {progress.state === "working" && <Button onClick={stop}>Stop</Button>}
        {(progress.state === "stopped" || progress.state === "failed") && <Button onClick={start}>Go on</Button>}
        {!isIdle && progress.state !== "working" && (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )}
      </Actions>
    </Dialog>
  );
}

const NAMED = 50;

function LeftOut({ appId, skipped }: { appId: number; skipped: BulkRunsResult["skipped"] }) {
  if (skipped.length === 0) return null;
  return (
    <ul aria-label="Runs left out" className="max-h-48 space-y-1 overflow-y-auto text-[0.8125rem] text-soft">
      {skipped.slice(0, NAMED).map(({ id, message }) => (
        <li key={id}>
          <Link className="link" href={`/apps/${appId}/runs/${id}`}>
            #{id}
          </Link>{" "}
          {message}
        </li>
      ))}
      {skipped.length > NAMED && <li>and {formatCount(skipped.length - NAMED, "more run")}</li>}
    </ul>
  );
}
