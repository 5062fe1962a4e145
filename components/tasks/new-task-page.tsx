"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { localProblem } from "./local-problem.ts";
import { newTaskDraft, type TaskDraft, taskInputOf } from "./task-draft.ts";
import { taskDraftProblem } from "./task-draft-problem.ts";
import { TaskForm } from "./task-form.tsx";

export function NewTaskPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const screen = Number(useSearchParams().get("screen"));
  const isClient = useIsClient();
  const [problem, setProblem] = useState<Error | null>(null);
  const create = useMutation(
    trpc.tasks.create.mutationOptions({
      onSuccess: (task) => {
        toast.success(
          task.nextRunAt ? `Task ${task.name} was created and scheduled.` : `Task ${task.name} was created.`,
        );
        void queryClient.invalidateQueries({ queryKey: trpc.tasks.list.queryKey({ appId }) });
        router.push(`/apps/${appId}/tasks/${task.id}`);
      },
    }),
  );
  const submit = (draft: TaskDraft) => {
    const missing = taskDraftProblem(draft);
    setProblem(missing && localProblem(missing));
    if (!missing && draft.pageId !== null) create.mutate({ appId, ...taskInputOf(draft, draft.pageId) });
  };
  return (
    <>
      <PageHeader title="New task">Choose a screen and say when it runs.</PageHeader>
      {isClient && (
        <TaskForm
          appId={appId}
          initial={newTaskDraft(viewerTimezone(), screen > 0 ? screen : null)}
          submitLabel="Create task"
          pending={create.isPending}
          error={problem ?? create.error}
          onSubmit={submit}
          saved={create.isSuccess}
        />
      )}
    </>
  );
}
