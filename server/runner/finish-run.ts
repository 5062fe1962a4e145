import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { RUN_CHANNEL } from "#db/queue.ts";
import { logEntries, type RunRow, runs } from "#db/schema/index.ts";
import type { RunErrorInfo } from "#domain/errors.ts";
import type { RunStatus } from "#domain/run.ts";
import { storableJson } from "../services/storable.ts";

export interface Finish {
  status: Extract<RunStatus, "completed" | "failed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed">;
  /** JSON text of the result of a completed run. */
  resultJson?: string;
  error?: RunErrorInfo;
  durationMs: number;
}

/**
 * Ends a run: status, result or error, and its log entry, in one transaction. Only the attempt that holds the run may;
 * for anyone else (its lease ran out and the run went to another) nothing changes and the answer is false. The queue's
 * job is settled in the same transaction.
 */
export async function finishRun(
  db: Db,
  run: Pick<RunRow, "id" | "attempt">,
  finish: Finish,
  settleJob?: (tx: Pick<Db, "execute">) => Promise<void>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(runs)
      .set({
        status: finish.status,
        // The text goes in as it came out of the sandbox: the host never parses it.
        result: finish.resultJson === undefined ? null : sql`${finish.resultJson}::json`,
        error: finish.error ? (storableJson(finish.error) as RunErrorInfo) : null,
        durationMs: Math.max(0, Math.round(finish.durationMs)),
        finishedAt: sql`now()`,
        leaseOwner: null,
        leaseExpiresAt: null,
      })
      .where(and(eq(runs.id, run.id), eq(runs.attempt, run.attempt), eq(runs.status, "running")))
      .returning();
    if (!ended) return false;
    await tx.insert(logEntries).values({
      appId: ended.appId,
      taskId: ended.taskId,
      runId: ended.id,
      type: finish.status === "completed" ? "app.task.completed" : "app.task.failed",
      mode: ended.trigger === "schedule" ? "scheduled" : "on-demand",
    });
    await settleJob?.(tx);
    await tx.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`ended:${ended.id}`})`);
    return true;
  });
}
