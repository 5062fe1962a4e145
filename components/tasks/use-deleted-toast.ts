"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { settleEach } from "./settle-each.ts";

/** How long a deletion can be taken back from its toast, ms. */
const UNDO_MS = 15_000;

/** Says that tasks were deleted, with the way to have them back. It works after the page that asked is gone. */
export function useDeletedToast() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const restore = async (tasks: readonly Task[]) => {
    const { done, left } = await settleEach(tasks, ({ id, appId }) => client.tasks.restore.mutate({ appId, id }));
    await queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
    for (const { task, reason } of left) toast.error(`${task.name} stays deleted. ${reason}`);
    if (done.length > 0) toast.success("Taken back.");
  };
  return (names: string, tasks: readonly Task[]) =>
    toast.success(`Deleted ${names}.`, {
      duration: UNDO_MS,
      action: { label: "Undo", onClick: () => void restore(tasks) },
    });
}
