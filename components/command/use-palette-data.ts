"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import { useToggleTask } from "#components/tasks/use-toggle-task.ts";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** What the palette can find and do wherever one is. */
export function useEverywhere() {
  const trpc = useTRPC();
  const { setTheme } = useTheme();
  const { data: apps = [] } = useQuery(trpc.apps.list.queryOptions());
  return { apps, setTheme };
}

export type Everywhere = ReturnType<typeof useEverywhere>;

/** What the palette can find and do in the app that is open. */
export function useAppThings(appId: number | null) {
  const trpc = useTRPC();
  const input = appId === null ? skipToken : { appId };
  const { data: tasks = [] } = useQuery(trpc.tasks.list.queryOptions(input));
  const { data: screens = [] } = useQuery(trpc.screens.list.queryOptions(input));
  const toggle = useToggleTask(appId ?? 0);
  const setActive = (task: Task, active: boolean) =>
    // Not by the mutation's own callbacks, which are not heard once the palette is closed.
    void toggle.mutateAsync({ appId: task.appId, idOrName: task.id, active }).then(
      () =>
        toast.success(active ? `${task.name} is on again.` : `${task.name} is off.`, {
          action: { label: "Undo", onClick: () => setActive(task, !active) },
        }),
      // Told by the hook.
      () => {},
    );
  return { tasks, screens, setActive };
}

export type AppThings = ReturnType<typeof useAppThings>;
