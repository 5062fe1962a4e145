import type { Metadata } from "next";
import { TaskPage } from "#components/tasks/task-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Task" };

export default async function Page({ params }: { params: Promise<{ appId: string; taskId: string }> }) {
  const { appId: app, taskId: item } = await params;
  const appId = idParam(app);
  const taskId = idParam(item);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.tasks.get.queryOptions({ appId, idOrName: taskId }),
        trpc.runs.list.queryOptions({ appId, taskId, limit: 50 }),
        trpc.tasks.stats.queryOptions({ appId }),
        trpc.tasks.durations.queryOptions({ appId, taskId }),
      ]}
    >
      <TaskPage key={taskId} taskId={taskId} />
    </Prefetch>
  );
}
