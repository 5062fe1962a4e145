import type { Metadata } from "next";
import { TasksPage } from "#components/tasks/tasks-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.tasks.list.queryOptions({ appId }),
        trpc.tasks.stats.queryOptions({ appId }),
        trpc.apps.get.queryOptions({ id: appId }),
      ]}
    >
      <TasksPage />
    </Prefetch>
  );
}
