import type { Metadata } from "next";
import { NewTaskPage } from "#components/tasks/new-task-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "New task" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch queries={(trpc) => [trpc.screens.list.queryOptions({ appId })]}>
      <NewTaskPage />
    </Prefetch>
  );
}
