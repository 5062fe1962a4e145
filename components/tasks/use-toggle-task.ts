"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Switches a task's schedule on or off: at once in the list, and back again if the server refuses. */
export function useToggleTask(appId: number) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queryKey = trpc.tasks.list.queryKey({ appId });
  const oneKey = trpc.tasks.get.pathKey();
  return useMutation(
    trpc.tasks.update.mutationOptions({
      onMutate: async ({ idOrName, active }) => {
        // A refetch already under way would overwrite the optimistic row.
        await queryClient.cancelQueries({ queryKey });
        const previous = queryClient.getQueryData(queryKey);
        queryClient.setQueryData(queryKey, (tasks: Task[] | undefined) =>
          tasks?.map((task) => (task.id === idOrName ? { ...task, active: active ?? task.active } : task)),
        );
        return { previous };
      },
      onError: (error, _input, snapshot) => {
        queryClient.setQueryData(queryKey, snapshot?.previous);
        toast.error(error.message);
      },
      // The server also moved nextRunAt, which only it computes.
      onSettled: () =>
        Promise.all([queryClient.invalidateQueries({ queryKey }), queryClient.invalidateQueries({ queryKey: oneKey })]),
    }),
  );
}
