import type { Metadata } from "next";
import { Suspense } from "react";
import { TaskPage } from "#components/tasks/task-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Task" };

export default async function Page({ params }: { params: Promise<{ taskId: string }> }) {
  const taskId = idParam((await params).taskId);
  return (
    <Suspense>
      <TaskPage key={taskId} taskId={taskId} />
    </Suspense>
  );
}
