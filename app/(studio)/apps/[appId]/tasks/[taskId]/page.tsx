import type { Metadata } from "next";
import { TaskPage } from "#components/tasks/task-page.tsx";
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
    >
      <TaskPage key={taskId} taskId={taskId} />
    </Prefetch>
  );
}
