"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { knownViewer } from "#lib/format/viewer.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { localProblem } from "./local-problem.ts";
import { newTaskDraft, type TaskDraft, taskCopyOf, taskInputOf } from "./task-draft.ts";
import { taskDraftProblem } from "./task-draft-problem.ts";
import { TaskForm } from "./task-form.tsx";

/** The form of a new task: an empty one, one for the screen that the address names, or a copy of another task. */
export function NewTaskPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const asked = useSearchParams();
  const screen = Number(asked.get("screen"));
  const from = Number(asked.get("from"));
  const isClient = useIsClient();
  const [problem, setProblem] = useState<Error | null>(null);
  const model = useQuery(
    // What is being edited must not change under the hand.
    trpc.tasks.get.queryOptions(from > 0 ? { appId, idOrName: from } : skipToken, {
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const [typed, setTyped] = useState<Partial<TaskDraft>>({});
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
  // What the form begins with; the model comes once.
  const initial = model.data ? taskCopyOf(model.data) : newTaskDraft(viewerTimezone(), screen > 0 ? screen : null);
  const draft = { ...initial, ...typed };
  const submit = () => {
    const missing = taskDraftProblem(draft);
    setProblem(missing && localProblem(missing));
    if (!missing && draft.pageId !== null) create.mutate({ appId, ...taskInputOf(draft, draft.pageId) });
  };
  if (from > 0 && !model.data)
    return model.error ? (
      <ErrorState page what="task" error={model.error} onRetry={model.refetch} />
    ) : (
      <ListSkeleton label="Loading the task" />
    );
  return (
    <>
      <PageHeader title="New task">
        {model.data ? `A copy of ${model.data.name}, with a name of its own.` : "Choose a screen and say when it runs."}
      </PageHeader>
      {(isClient || knownViewer()) && (
        <TaskForm
          appId={appId}
          initial={initial}
          draft={draft}
          onChange={(changes) => setTyped((now) => ({ ...now, ...changes }))}
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
