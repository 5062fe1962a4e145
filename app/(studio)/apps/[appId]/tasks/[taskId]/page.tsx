import type { Metadata } from "next";
import { daysToShow, recentFiresInput } from "#components/tasks/recent-fires-window.ts";
import { TaskPage } from "#components/tasks/task-page.tsx";
import { knownViewer } from "#lib/format/viewer.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Task" };

interface PageProps {
  params: Promise<{ appId: string; taskId: string }>;
  searchParams: Promise<{ tab?: string | string[] }>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { appId: app, taskId: item } = await params;
  const appId = idParam(app);
  const taskId = idParam(item);
  const { tab } = await searchParams;
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.tasks.get.queryOptions({ appId, idOrName: taskId }),
        trpc.runs.list.queryOptions({ appId, taskId, limit: 50 }),
        trpc.tasks.stats.queryOptions({ appId }),
        trpc.tasks.durations.queryOptions({ appId, taskId }),
        ...(tab === "settings" ? [trpc.screens.list.queryOptions({ appId })] : []),
      ]}
      then={(trpc, answers) => {
        const now = knownViewer()?.now;
        const all = answers.getQueryData(trpc.tasks.stats.queryKey({ appId }));
        const stats = all?.find((one) => one.taskId === taskId);
        if (!now || !stats?.outcomes.length || (tab !== undefined && tab !== "overview")) return [];
        return [trpc.schedules.audit.queryOptions(recentFiresInput({ appId, taskId }, daysToShow(stats), now))];
      }}
    >
      <TaskPage key={taskId} taskId={taskId} />
    </Prefetch>
  );
}
