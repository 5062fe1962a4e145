import { and, eq, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import { enqueueRuns, RUN_CHANNEL } from "#db/queue.ts";
import { attempts, logEntries, type RunRow, runPages, runs } from "#db/schema/index.ts";
import type { RunErrorInfo } from "#domain/errors.ts";
import type { RunPage, RunStatus } from "#domain/run.ts";
import { tellRunEnded } from "../services/events/index.ts";
import { releaseLane } from "../services/runs/index.ts";
import { storableJson } from "../services/storable.ts";

export interface Finish {
  status: Extract<RunStatus, "completed" | "failed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed">;
  /** JSON text of the result of a completed run. */
  resultJson?: string;
  error?: RunErrorInfo;
  durationMs: number;
  /** What the browser showed, on the browser engine. */
  page?: RunPage;
}

export interface FinishDeps {
  db: Db;
  queue: PgBoss;
}

type Attempt = Pick<RunRow, "id" | "attempt">;

/** Completes the queue's job in the transaction that ends the run. */
export type SettleJob = (tx: Pick<Db, "execute">) => Promise<void>;

/** The run is still this attempt's; anyone else's word on it comes too late. */
const isHeldBy = (run: Attempt) => and(eq(runs.id, run.id), eq(runs.attempt, run.attempt), eq(runs.status, "running"));

/**
 * Ends a run: status, result or error, its attempt and its log entry, in one transaction. Only the attempt that holds the
 * run may; for anyone else (its lease ran out and the run went to another) nothing changes and the answer is false. What
 * waited for the run in its lane, or for its end as an event, is queued, and the queue's own job is settled, in the same
 * transaction.
 */
export async function finishRun(
  deps: FinishDeps,
  run: Attempt,
  finish: Finish,
  settleJob?: SettleJob,
): Promise<boolean> {
  const error = finish.error ? (storableJson(finish.error) as RunErrorInfo) : null;
  return deps.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(runs)
      .set({
        status: finish.status,
        // The text goes in as it came out of the sandbox: the host never parses it.
        result: finish.resultJson === undefined ? null : sql`${finish.resultJson}::json`,
        error,
        durationMs: wholeMs(finish.durationMs),
        finishedAt: sql`now()`,
        leaseOwner: null,
        leaseExpiresAt: null,
      })
      .where(isHeldBy(run))
      .returning();
    if (!ended) return false;
    await recordAttempt(tx, ended, finish, error);
    if (finish.page) await tx.insert(runPages).values({ runId: ended.id, appId: ended.appId, ...finish.page });
    await tx.insert(logEntries).values({
      appId: ended.appId,
      taskId: ended.taskId,
      runId: ended.id,
      type: finish.status === "completed" ? "app.task.completed" : "app.task.failed",
      mode: ended.trigger === "schedule" ? "scheduled" : "on-demand",
    });
    await tellRunEnded({ db: tx, queue: deps.queue }, ended);
    if (ended.lane) await releaseLane(tx, deps.queue, ended.lane);
    await settleJob?.(tx);
    await tx.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`ended:${ended.id}`})`);
    return true;
  });
}

/**
 * Ends one execution of a run that will be tried again: the run is queued anew, not to start before `afterMs`.
 *
 * @param usesRetry false for a crash of ours, which uses no retry up.
 */
export async function retryRun(
  deps: FinishDeps,
  run: Attempt,
  finish: Finish,
  { afterMs, usesRetry }: { afterMs: number; usesRetry: boolean },
  settleJob?: SettleJob,
): Promise<boolean> {
  const error = finish.error ? (storableJson(finish.error) as RunErrorInfo) : null;
  return deps.db.transaction(async (tx) => {
    const [again] = await tx
      .update(runs)
      .set({
        status: "queued",
        failures: sql`${runs.failures} + ${usesRetry ? 1 : 0}`,
        effectiveAt: sql`now() + make_interval(secs => ${afterMs / 1_000})`,
        jobId: sql`gen_random_uuid()`,
        leaseOwner: null,
        leaseExpiresAt: null,
      })
      .where(isHeldBy(run))
      .returning();
    if (!again) return false;
    await recordAttempt(tx, again, finish, error);
    await settleJob?.(tx);
    await enqueueRuns(deps.queue, tx, [
      { runId: again.id, jobId: again.jobId, appId: again.appId, effectiveAt: again.effectiveAt },
    ]);
    return true;
  });
}

async function recordAttempt(
  tx: Pick<Db, "insert">,
  run: RunRow,
  finish: Finish,
  error: RunErrorInfo | null,
): Promise<void> {
  await tx.insert(attempts).values({
    appId: run.appId,
    runId: run.id,
    number: run.attempt,
    status: finish.status,
    error,
    startedAt: run.startedAt,
    durationMs: wholeMs(finish.durationMs),
  });
}

const wholeMs = (ms: number) => Math.max(0, Math.round(ms));
