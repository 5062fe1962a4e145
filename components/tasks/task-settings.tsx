"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DeleteTaskDialog } from "./delete-task-dialog.tsx";
import { localProblem } from "./local-problem.ts";
import { type TaskDraft, taskChangesOf, taskDraftOf } from "./task-draft.ts";
import { taskDraftProblem } from "./task-draft-problem.ts";
import { TaskForm } from "./task-form.tsx";

/** The editor of a task that exists. */
export function TaskSettings({ task }: { task: Task }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  // The task is polled. What is being edited must not change under the hand; before the first edit it follows.
  const [edited, setEdited] = useState<TaskDraft | null>(null);
  const initial = edited ?? taskDraftOf(task);
  const [problem, setProblem] = useState<Error | null>(null);
  const [deleting, setDeleting] = useState(false);
  const update = useMutation(
    trpc.tasks.update.mutationOptions({
      onSuccess: (saved) => {
        toast.success("Saved.", {
          action: {
            label: "Show change",
            onClick: () => router.push(`/apps/${task.appId}/tasks/${task.id}?tab=history`),
          },
        });
        setEdited(null);
        queryClient.setQueryData(trpc.tasks.get.queryKey({ appId: task.appId, idOrName: task.id }), saved);
        void queryClient.invalidateQueries({ queryKey: trpc.tasks.list.queryKey({ appId: task.appId }) });
      },
    }),
  );
  const submit = (draft: TaskDraft) => {
    const missing = taskDraftProblem(draft);
    setProblem(missing && localProblem(missing));
    if (!missing && draft.pageId !== null)
      update.mutate({ appId: task.appId, idOrName: task.id, ...taskChangesOf(initial, draft, draft.pageId) });
  };
  return (
    <>
      <TaskForm
        key={JSON.stringify(initial)}
        appId={task.appId}
        taskId={task.id}
        initial={initial}
        schedules={task.schedules}
        submitLabel="Save changes"
        pending={update.isPending}
        error={problem ?? update.error}
        onSubmit={submit}
        onEdit={() => setEdited(initial)}
        saved={false}
        extra={
          <Can to="tasks.remove">
            <Button variant="ghost-danger" className="mr-auto" onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden /> Delete task
            </Button>
          </Can>
        }
      />
      {deleting && (
        <DeleteTaskDialog
          task={task}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(`/apps/${task.appId}/tasks`)}
        />
      )}
    </>
  );
}
