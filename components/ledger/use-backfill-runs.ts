"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { isRunLive } from "#components/runs/run-status.ts";
import type { RunSummary } from "#domain/run.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";

const PAGE = 200;
const POLL_MS = 2_000;

interface BackfillBatch {
  appId: number;
  taskId: number;
  /** How many runs it queued. */
  queued: number;
}

/** The runs of a backfill that was just queued: the newest ones of the task. They are followed until all have ended. */
export function useBackfillRuns(batch: BackfillBatch | null): RunSummary[] | undefined {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ["runs of a backfill", batch],
    queryFn: batch
      ? async ({ signal }) => {
          const { appId, taskId, queued } = batch;
          const runs: RunSummary[] = [];
          let cursor: number | null = null;
          do {
            const input = { appId, taskId, trigger: "backfill" as const, limit: PAGE, cursor };
            const page: { runs: RunSummary[]; nextCursor: number | null } = await client.runs.list.query(input, {
              signal,
            });
            runs.push(...page.runs);
            cursor = page.nextCursor;
          } while (cursor !== null && runs.length < queued);
          return runs.slice(0, queued);
        }
      : skipToken,
    refetchInterval: ({ state }) => (state.data?.every(({ status }) => !isRunLive(status)) ? false : POLL_MS),
    gcTime: 0,
  }).data;
}
