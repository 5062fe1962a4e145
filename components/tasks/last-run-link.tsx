import Link from "next/link";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { Task } from "#domain/task.ts";

/** How the task's newest run stands, leading to it. */
export function LastRunLink({ task }: { task: Task }) {
  if (!task.lastRun) return <span className="text-faint">Never ran</span>;
  return (
    <Link
      href={`/apps/${task.appId}/runs/${task.lastRun.id}`}
      className="inline-flex flex-wrap items-center gap-x-2 rounded hover:underline"
    >
      <StatusBadge status={task.lastRun.status} />
      {task.lastRunAt && <RelativeTime at={task.lastRunAt} className="whitespace-nowrap text-[0.8125rem] text-soft" />}
    </Link>
  );
}
