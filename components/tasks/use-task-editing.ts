"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { useGo } from "#lib/use-go.ts";
import { localProblem } from "./local-problem.ts";
import {
  changesMeet,
  draftAfterSave,
  forSchedulesOf,
  type TaskDraft,
  taskChangesOf,
  taskDraftOf,
} from "./task-draft.ts";
import { taskDraftProblem } from "./task-draft-problem.ts";

/**
 * The settings of a task under somebody's hands. They follow the task, which is polled, until the first edit; from then on
 * they stay as typed, and a save tells whether somebody else set the same meanwhile.
 */
export function useTaskEditing(task: Task) {
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const one = trpc.tasks.get.queryKey({ appId: task.appId, idOrName: task.id });
  /** What is typed, and the task that it began with. */
  const [edit, setEdit] = useState<{ opened: Task; draft: TaskDraft } | null>(null);
  const [loads, setLoads] = useState(0);
  const [problem, setProblem] = useState<Error | null>(null);
  const opened = edit?.opened ?? task;
  const initial = taskDraftOf(opened);
  const draft = edit?.draft ?? initial;
  const update = useMutation(
    trpc.tasks.update.mutationOptions({
      onSuccess: (saved) => {
        toast.success("Saved.", {
          action: { label: "Show change", onClick: () => go(`/apps/${task.appId}/tasks/${task.id}?tab=history`) },
        });
        // An answer that is under way is older than this one.
        void queryClient.cancelQueries({ queryKey: one });
        queryClient.setQueryData(one, saved);
        void queryClient.invalidateQueries({ queryKey: trpc.tasks.list.queryKey({ appId: task.appId }) });
      },
      // What somebody else set is there when it is asked for.
      onError: async (error) => {
        if (isConflict(error)) await queryClient.invalidateQueries({ queryKey: one });
      },
    }),
  );
  const send = (isOver: boolean) => {
    const missing = taskDraftProblem(draft);
    setProblem(missing && localProblem(missing));
    if (missing || draft.pageId === null || update.isPending) return;
    const mine = taskChangesOf(initial, draft, draft.pageId);
    const theirs = taskChangesOf(initial, taskDraftOf(task), task.pageId);
    const { updatedAt: baseUpdatedAt } = isOver || !changesMeet(mine, theirs) ? task : opened;
    update.mutate(
      { appId: task.appId, idOrName: task.id, ...forSchedulesOf(task, mine), baseUpdatedAt },
      {
        onSuccess: (saved) =>
          setEdit((now) => now && { opened: saved, draft: draftAfterSave(saved, draft, now.draft) }),
      },
    );
  };

  return {
    initial,
    draft,
    change: (changes: Partial<TaskDraft>) =>
      setEdit((now) => ({ opened: now?.opened ?? task, draft: { ...(now?.draft ?? initial), ...changes } })),
    pending: update.isPending,
    error: problem ?? (isConflict(update.error) ? null : update.error),
    /** What was said of a change that somebody else made meanwhile. */
    conflict: isConflict(update.error) ? update.error.message : null,
    save: () => send(false),
    /** Saves although somebody else set the same meanwhile. */
    saveOver: () => send(true),
    /** How often the settings were loaded anew. */
    loads,
    loadNewest: () => {
      update.reset();
      setProblem(null);
      setEdit(null);
      setLoads((times) => times + 1);
    },
  };
}

const isConflict = <E>(error: E): error is NonNullable<E> =>
  error !== null && errorInfo(error).httpStatus === 409 && errorInfo(error).field === "baseUpdatedAt";
