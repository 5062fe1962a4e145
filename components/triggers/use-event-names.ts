"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The app's data sources and tasks, to choose from and to tell triggers by. */
export function useEventNames(appId: number) {
  const trpc = useTRPC();
  const sources = useQuery(trpc.dataSources.list.queryOptions({ appId })).data;
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId })).data;
  return useMemo(
    () => ({
      lists: { sources, tasks },
      sources: new Map(sources?.map(({ id, name }) => [id, name])),
      tasks: new Map(tasks?.map(({ id, name }) => [id, name])),
    }),
    [sources, tasks],
  );
}
