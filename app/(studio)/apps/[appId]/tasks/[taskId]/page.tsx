import type { Metadata } from "next";
import { TaskPage } from "#components/tasks/task-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Task" };

export default async function Page({ params }: { params: Promise<{ taskId: string }> }) {
  const taskId = idParam((await params).taskId);
  return <TaskPage key={taskId} taskId={taskId} />;
}
