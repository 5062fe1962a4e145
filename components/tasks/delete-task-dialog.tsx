"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Task } from "#domain/task.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useDeletedToast } from "./use-deleted-toast.ts";

/** Asks, deletes, and calls `onDeleted`. */
export function DeleteTaskDialog({
  task,
  onClose,
  onDeleted,
}: {
  task: Task;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sayDeleted = useDeletedToast();
  const remove = useMutation(
    trpc.tasks.remove.mutationOptions({
      onSuccess: async () => {
        sayDeleted(task.name, [task]);
        onClose();
        onDeleted?.();
        await queryClient.invalidateQueries({ queryKey: trpc.tasks.list.queryKey({ appId: task.appId }) });
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the task ${task.name}?`}
      confirmLabel="Delete task"
      pending={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ appId: task.appId, idOrName: task.id })}
    >
      <p>It will not run any more, and runs that still wait are cancelled.</p>
      <p>Its history stays readable: past runs, their results and their log remain where they are.</p>
    </ConfirmDialog>
  );
}
