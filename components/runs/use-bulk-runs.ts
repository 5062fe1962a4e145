"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { BulkRunsResult, RunBulkAction, RunFilterInput } from "#domain/run.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** What one operation is done to. `upTo` leaves runs that came later alone. */
export type BulkTarget = { ids: number[] } | { filter: RunFilterInput; upTo: number };

export interface BulkProgress {
  state: "idle" | "working" | "stopped" | "finished" | "failed";
  done: number;
  skipped: BulkRunsResult["skipped"];
  /** Why it failed; what was done before stays done. */
  message: string | null;
}

const IDLE: BulkProgress = { state: "idle", done: 0, skipped: [], message: null };

/** Cancels or replays many runs, batch by batch; it can be stopped between two batches, and taken up again. */
export function useBulkRuns(appId: number, action: RunBulkAction) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState(IDLE);
  // One name for the operation: a batch whose answer was lost is asked for again and does nothing twice.
  const operation = useRef({ key: crypto.randomUUID() as string, cursor: null as string | null, stop: false });

  const run = async (target: BulkTarget) => {
    const { current } = operation;
    current.stop = false;
    setProgress((now) => ({ ...now, state: "working", message: null }));
    try {
      do {
        const { key, cursor } = current;
        const answer = await client.runs.bulk.mutate({ appId, action, ...target, key, ...(cursor && { cursor }) });
        current.cursor = answer.nextCursor;
        setProgress((now) => ({
          ...now,
          done: now.done + answer.done,
          skipped: [...now.skipped, ...answer.skipped],
          state: answer.nextCursor === null ? "finished" : current.stop ? "stopped" : "working",
        }));
      } while (current.cursor !== null && !current.stop);
    } catch (error) {
      setProgress((now) => ({ ...now, state: "failed", message: errorInfo(error).message }));
    }
    await queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  };
  const stop = () => {
    operation.current.stop = true;
  };
  return { progress, run, stop };
}
