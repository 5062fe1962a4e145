"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { NextRun } from "#components/tasks/next-run.tsx";
import { ScheduleSwitch } from "#components/tasks/schedule-switch.tsx";
import type { Screen } from "#domain/screen.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The tasks that run the screen, each with its switch; nothing when there are none. */
export function ScreenTasks({ screen: { appId, id, publishedVersion } }: { screen: Screen }) {
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.tasks.list.queryOptions({ appId }));
  const tasks = data.filter((task) => task.pageId === id);
  if (tasks.length === 0) return null;
  return (
    <section aria-label="Tasks that run this screen" className="panel mb-4 px-4 py-2">
      <ul className="divide-y divide-line">
        {tasks.map((task) => (
          <li key={task.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="text-soft">Run by</span>
            <Link href={`/apps/${appId}/tasks/${task.id}`} className="min-w-0 truncate font-medium hover:underline">
              {task.name}
            </Link>
            <span className="min-w-0 flex-1 text-[0.8125rem] text-soft">
              {publishedVersion === null && task.frequency !== null ? (
                "Publish the screen, then switch its schedule on."
              ) : (
                <NextRun task={task} />
              )}
            </span>
            <ScheduleSwitch task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}
