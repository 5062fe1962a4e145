"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PageView } from "./page-view.tsx";

/** The page that the browser of a finished run showed; nothing when it ran in none. */
export function RunPageView({ appId, runId }: { appId: number; runId: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.page.queryOptions({ appId, id: runId }, { staleTime: Number.POSITIVE_INFINITY }));
  return data ? <PageView page={data} /> : null;
}
