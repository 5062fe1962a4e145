"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useDebounced } from "#lib/use-debounced.ts";
import type { PaletteActions, PaletteCommand } from "./command.ts";

const WAIT_MS = 150;

/** The run of that id, as a command that opens it; none when the app has no such run. */
export function useFoundRun(appId: number | null, runId: number | null) {
  const trpc = useTRPC();
  const id = useDebounced(runId, WAIT_MS);
  const { data: run, isPending } = useQuery(
    trpc.runs.get.queryOptions(appId === null || id === null ? skipToken : { appId, id }, { retry: false }),
  );
  const isFound = run !== undefined && run.id === runId;
  return {
    isPending: id !== runId || (id !== null && isPending),
    command: isFound
      ? ({ go }: PaletteActions): PaletteCommand => ({
          id: `run-${run.id}`,
          label: `Run #${run.id}`,
          detail: `${run.taskName}, ${RUN_STATUS_LOOKS[run.status].label.toLowerCase()}`,
          keywords: [`#${run.id}`, `run ${run.id}`, `run #${run.id}`],
          icon: History,
          act: () => go(`/apps/${appId}/runs/${run.id}`),
        })
      : null,
  };
}
