import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Attention } from "#domain/task-stats.ts";
import { formatTime } from "#lib/format/datetime.ts";
import { formatCount } from "#lib/format/number.ts";
import { Panel } from "./panel.tsx";

/** The tasks that ended badly in the last day and have not come right since, each with its error and the way to its run. */
export function AttentionPanel({ appId, attention }: { appId: number; attention: readonly Attention[] }) {
  return (
    <Panel title="Needs a look" aside={attention.length > 0 ? formatCount(attention.length, "task") : "last 24 hours"}>
      {attention.length === 0 ? (
        <p className="flex items-center gap-2.5 px-4 py-4 text-ok">
          <CircleCheck className="size-4 shrink-0" aria-hidden /> Nothing: whatever failed has completed since.
        </p>
      ) : (
        <ul aria-label="Needs a look" className="divide-y divide-line">
          {attention.map((trouble) => (
            <Trouble key={trouble.run.id} appId={appId} trouble={trouble} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Trouble({ appId, trouble }: { appId: number; trouble: Attention }) {
  const { taskId, taskName, environment, run, count, since } = trouble;
  return (
    <li className="relative space-y-1 px-4 py-2.5 hover:bg-sunken/60">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={`/apps/${appId}/runs/${run.id}`}
          className="min-w-0 flex-1 basis-32 truncate font-medium after:absolute after:inset-0 hover:underline"
        >
          {taskName}
        </Link>
        {environment === "draft" && <Badge>Draft</Badge>}
        <StatusBadge status={run.status} />
        <RelativeTime at={run.at} className="relative z-10 whitespace-nowrap text-[0.8125rem] text-soft" />
      </div>
      {run.errorLine && <p className="truncate font-mono text-[0.8125rem] text-soft">{run.errorLine}</p>}
      {count > 1 && (
        <p className="text-[0.8125rem] text-soft">
          <Link className="link relative z-10" href={`/apps/${appId}/runs?task=${taskId}`}>
            {formatCount(count, "time")} since {formatTime(since)}
          </Link>
          , and no run completed in between
        </p>
      )}
    </li>
  );
}
