"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import type { ShownRun } from "#components/runs/shown-run.ts";
import { useToggleTask } from "#components/tasks/use-toggle-task.ts";
import type { Task } from "#domain/task.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { Place } from "./use-place.ts";

/** What the palette can find and do wherever one is. */
export function useEverywhere() {
  const trpc = useTRPC();
  const { setTheme } = useTheme();
  const { data: apps = [] } = useQuery(trpc.apps.list.queryOptions());
  return { apps, setTheme };
}

export type Everywhere = ReturnType<typeof useEverywhere>;

/** What the palette can find and do in the app that is open. @param runFound the run whose number was typed */
export function useAppThings({ appId, section, itemId }: Place, runFound: ShownRun | null) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const input = appId === null ? skipToken : { appId };
  const { data: tasks = [] } = useQuery(trpc.tasks.list.queryOptions(input));
  const { data: screens = [] } = useQuery(trpc.screens.list.queryOptions(input));
  const { data: sources = [] } = useQuery(trpc.dataSources.summaries.queryOptions(input));
  const ofRuns = useQuery(trpc.savedViews.list.queryOptions(appId === null ? skipToken : { appId, page: "runs" }));
  const ofLogs = useQuery(trpc.savedViews.list.queryOptions(appId === null ? skipToken : { appId, page: "logs" }));
  const isOnRun = appId !== null && section === "runs" && itemId !== null;
  const here = useQuery(trpc.runs.get.queryOptions(isOnRun ? { appId, id: itemId } : skipToken, { retry: false }));
  const toggle = useToggleTask(appId ?? 0);
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() }),
    }),
  );

  // Not by the mutations' own callbacks, which are not heard once the palette is closed.
  const setActive = (task: Task, active: boolean) =>
    void toggle.mutateAsync({ appId: task.appId, idOrName: task.id, active }).then(
      () =>
        toast.success(active ? `${task.name} is on again.` : `${task.name} is off.`, {
          action: { label: "Undo", onClick: () => setActive(task, !active) },
        }),
      // Told by the hook.
      () => {},
    );
  const cancelRun = (run: ShownRun) =>
    void cancel.mutateAsync({ appId: run.appId, id: run.id }).then(
      () => toast.success(`Run #${run.id} is being cancelled.`),
      (error: Error) => toast.error(error.message),
    );
  return {
    tasks,
    screens,
    sources,
    views: [...(ofRuns.data ?? []), ...(ofLogs.data ?? [])],
    runHere: here.data ?? null,
    runFound,
    setActive,
    cancelRun,
  };
}

export type AppThings = ReturnType<typeof useAppThings>;
