"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { useNow } from "#lib/use-now.ts";
import { isRunLive, RUN_TRIGGER_LABELS } from "./run-status.ts";
import type { ShownRun } from "./shown-run.ts";

// Few runs are of events.
const RunEvent = dynamic(() => import("./run-event.tsx").then((module) => module.RunEvent));

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}

const Moment = ({ at }: { at: string }) => (
  <>
    <span className="block tabular-nums">{formatAbsolute(at)}</span>
    <RelativeTime at={at} className="text-[0.8125rem] text-faint" />
  </>
);

function Elapsed({ run }: { run: ShownRun }) {
  const now = useNow(500);
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  if (run.startedAt && isRunLive(run.status))
    return `${formatDuration(Math.max(0, now - Date.parse(run.startedAt)))} so far`;
  return "Not started";
}

/** What is known about a run besides its data: what started it, what ran, and when. */
export function RunFacts({ run }: { run: ShownRun }) {
  const base = `/apps/${run.appId}`;
  // The duration is the code's own: its engine starts before it, and its outcome is kept after it.
  const wholeMs = run.startedAt && run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : 0;
  const lateMs = run.fireAt && run.startedAt ? Date.parse(run.startedAt) - Date.parse(run.fireAt) : null;
  return (
    <dl className="panel grid grid-cols-2 gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-3 lg:grid-cols-4">
      <Fact label="Task">
        <Link className="link" href={`${base}/tasks/${run.taskId}`}>
          {run.taskName}
        </Link>
      </Fact>
      <Fact label="Screen">
        <Link className="link" href={`${base}/screens/${run.pageId}`}>
          {run.screenName}
        </Link>
        <span className="mt-1 flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-soft">
          {run.screenVersion !== null && `Version ${run.screenVersion}`}
          <Badge tone={run.environment === "published" ? "accent" : "quiet"} className="capitalize">
            {run.environment}
          </Badge>
        </span>
      </Fact>
      <Fact label="Trigger">
        {RUN_TRIGGER_LABELS[run.trigger]}
        {run.replayOf !== null && (
          <>
            {" "}
            of{" "}
            <Link className="link" href={`${base}/runs/${run.replayOf}`}>
              #{run.replayOf}
            </Link>
          </>
        )}
        {run.parentRunId !== null && (
          <>
            , from{" "}
            <Link className="link" href={`${base}/runs/${run.parentRunId}`}>
              #{run.parentRunId}
            </Link>
          </>
        )}
      </Fact>
      {run.trigger === "event" && (
        <Fact label="Event">
          <RunEvent appId={run.appId} payload={run.payload} />
        </Fact>
      )}
      {run.user && (
        <Fact label="On behalf of">
          {run.user.name ?? run.user.email ?? run.user.sub}
          {(run.user.name ?? run.user.email) !== undefined && (
            <code className="block text-[0.8125rem] text-faint">{run.user.sub}</code>
          )}
        </Fact>
      )}
      <Fact label="Duration">
        <span className="tabular-nums">
          <Elapsed run={run} />
        </span>
        {run.durationMs !== null && wholeMs > run.durationMs && (
          <span className="block text-[0.8125rem] text-faint">
            of its code; {formatDuration(wholeMs)} from start to end
          </span>
        )}
        {run.attempt > 1 && <span className="block text-[0.8125rem] text-soft">Attempt {run.attempt}</span>}
      </Fact>
      {run.fireAt && (
        <Fact label="Fire time">
          <Moment at={run.fireAt} />
        </Fact>
      )}
      {run.backfillOf && (
        <Fact label="Makes up for">
          <Moment at={run.backfillOf} />
        </Fact>
      )}
      {run.effectiveAt && (
        <Fact label="Not before">
          <Moment at={run.effectiveAt} />
        </Fact>
      )}
      {!run.fireAt && (
        <Fact label="Queued">
          <Moment at={run.queuedAt} />
        </Fact>
      )}
      {run.startedAt && (
        <Fact label="Started">
          <Moment at={run.startedAt} />
          {lateMs !== null && lateMs >= 0 && (
            <span className="block text-[0.8125rem] text-faint">{formatDuration(lateMs)} after the fire time</span>
          )}
        </Fact>
      )}
      {run.finishedAt && (
        <Fact label="Ended">
          <Moment at={run.finishedAt} />
        </Fact>
      )}
    </dl>
  );
}
