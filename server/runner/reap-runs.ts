import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { enqueueRuns, RUN_QUEUE } from "#db/queue.ts";
import { runs, tasks } from "#db/schema/index.ts";
import { forgetOldWindows } from "../services/limits/index.ts";
import { giveUpLostMessages } from "../services/messages/index.ts";
import { releaseLane } from "../services/runs/index.ts";
import { type Finish, type FinishDeps, finishRun, retryRun } from "./finish-run.ts";
import { CRASHES_MAX } from "./lease.ts";

/** A run that waits this long without a job, or with one that a worker took and never began, has lost it, seconds. */
const LOST_JOB_AFTER_S = 20;

/** Rows that one pass looks at. */
const BATCH = 500;

const NOT_REPEATED =
  "The server that carried this run stopped before it ended. The run was not repeated, since it may have done part of its work; run it again if that is safe, or give the task retries.";
const CANCELLED = "The run was cancelled while it ran, and the server that carried it stopped before it could say so.";
const REPEATED = "The server that carried this run stopped before it ended.";

export interface Reaped {
  /** Attempts whose worker was gone. */
  crashed: number;
  /** Queued runs that got a new job. */
  requeued: number;
}

/**
 * Cleans up after processes that died. A run whose lease is over has lost its worker: it is queued again when its task
 * has retries (it uses none up), else it ends as `crashed`, which is ours and never the builder's. Queued runs that lost
 * their job get another, lanes whose head is gone move on, and messages that were cut short say so. What was counted for
 * limits long ago is forgotten.
 */
export async function reapRuns(deps: FinishDeps): Promise<Reaped> {
  const crashed = await reapExpired(deps);
  const requeued = await requeueLost(deps);
  await releaseStuckLanes(deps);
  await giveUpLostMessages(deps);
  await forgetOldWindows(deps.db);
  return { crashed, requeued };
}

async function reapExpired(deps: FinishDeps): Promise<number> {
  const expired = await deps.db
    .select({
      id: runs.id,
      attempt: runs.attempt,
      failures: runs.failures,
      retries: tasks.retries,
      cancelRequestedAt: runs.cancelRequestedAt,
      durationMs: sql<number>`extract(epoch from now() - ${runs.startedAt})::float8 * 1000`,
    })
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(and(eq(runs.status, "running"), lt(runs.leaseExpiresAt, sql`now()`)))
    .limit(BATCH);
  let crashed = 0;
  for (const run of expired) {
    const isRepeated = run.cancelRequestedAt === null && run.retries > 0 && run.attempt - run.failures <= CRASHES_MAX;
    const finish = finishOf(run, isRepeated);
    const isOurs = isRepeated
      ? await retryRun(deps, run, finish, { afterMs: 0, usesRetry: false })
      : await finishRun(deps, run, finish);
    if (isOurs) crashed += 1;
  }
  return crashed;
}

/** What its worker left undone: a run that somebody had cancelled was to end anyway. */
function finishOf(run: { cancelRequestedAt: Date | null; durationMs: number }, isRepeated: boolean): Finish {
  const { durationMs } = run;
  if (run.cancelRequestedAt) {
    const error = { name: "RunCancelled", message: CANCELLED, stack: "", status: "RUN_CANCELLED" };
    return { status: "cancelled", error, durationMs };
  }
  const message = isRepeated ? REPEATED : NOT_REPEATED;
  return { status: "crashed", error: { name: "RunCrashed", message, stack: "", status: "RUN_CRASHED" }, durationMs };
}

async function requeueLost({ db, queue }: FinishDeps): Promise<number> {
  return db.transaction(async (tx) => {
    const lost = await tx
      .select({ id: runs.id })
      .from(runs)
      .where(
        and(
          eq(runs.status, "queued"),
          eq(runs.held, false),
          sql`greatest(${runs.queuedAt}, ${runs.effectiveAt}) < now() - make_interval(secs => ${LOST_JOB_AFTER_S})`,
          sql`not exists (select 1 from pgboss.job j where j.name = ${RUN_QUEUE} and j.id = ${runs.jobId} and (
            j.state in ('created', 'retry')
            or (j.state = 'active' and j.started_on > now() - make_interval(secs => ${LOST_JOB_AFTER_S}))))`,
        ),
      )
      .limit(BATCH)
      .for("no key update", { skipLocked: true });
    if (lost.length === 0) return 0;
    // The old job may still be there, finished: the new one needs an id of its own.
    const renewed = await tx
      .update(runs)
      .set({ jobId: sql`gen_random_uuid()` })
      .where(sql`${runs.id} = any(${sql.param(lost.map((run) => run.id))}::bigint[])`)
      .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId });
    await enqueueRuns(queue, tx as unknown as Db, renewed);
    return renewed.length;
  });
}

/** Lanes move on when a run in them ends; this catches the ones whose head was cancelled or removed while it waited. */
async function releaseStuckLanes({ db, queue }: FinishDeps): Promise<void> {
  const { rows } = await db.execute<{ lane: string }>(sql`
    select distinct held.lane from runs held
    where held.held and held.status = 'queued' and not exists (
      select 1 from runs head where head.lane = held.lane and not head.held and head.status in ('queued', 'running'))
    limit ${BATCH}`);
  for (const { lane } of rows) await db.transaction((tx) => releaseLane(tx, queue, lane));
}
