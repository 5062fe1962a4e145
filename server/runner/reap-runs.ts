import { and, eq, lt, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import { enqueueRuns, RUN_QUEUE } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";
import { finishRun } from "./finish-run.ts";

/** A run that waits this long without a job, or with one that a worker took and never began, has lost it, seconds. */
const LOST_JOB_AFTER_S = 20;

const CRASH_MESSAGE =
  "The server that carried this run stopped before it ended. The run was not repeated, since it may have done part of its work; run it again if that is safe.";

/**
 * Cleans up after processes that died: runs whose lease ran out end as `crashed` (ours, never the builder's), and queued
 * runs whose job got lost are queued again.
 */
export async function reapRuns(db: Db, queue: PgBoss): Promise<{ crashed: number; requeued: number }> {
  const expired = await db
    .select({ id: runs.id, attempt: runs.attempt, startedAt: runs.startedAt, now: sql<string>`now()` })
    .from(runs)
    .where(and(eq(runs.status, "running"), lt(runs.leaseExpiresAt, sql`now()`)))
    .limit(500);
  let crashed = 0;
  for (const run of expired) {
    const durationMs = new Date(run.now).getTime() - (run.startedAt?.getTime() ?? 0);
    const error = { name: "RunCrashed", message: CRASH_MESSAGE, stack: "", status: "RUN_CRASHED" };
    if (await finishRun(db, run, { status: "crashed", error, durationMs })) crashed += 1;
  }
  return { crashed, requeued: await requeueLost(db, queue) };
}

async function requeueLost(db: Db, queue: PgBoss): Promise<number> {
  return db.transaction(async (tx) => {
    const lost = await tx
      .select({ runId: runs.id, jobId: runs.jobId, appId: runs.appId })
      .from(runs)
      .where(
        and(
          eq(runs.status, "queued"),
          lt(runs.queuedAt, sql`now() - make_interval(secs => ${LOST_JOB_AFTER_S})`),
          sql`not exists (select 1 from pgboss.job j where j.name = ${RUN_QUEUE} and j.id = ${runs.jobId} and (
            j.state in ('created', 'retry')
            or (j.state = 'active' and j.started_on > now() - make_interval(secs => ${LOST_JOB_AFTER_S}))))`,
        ),
      )
      .limit(500)
      .for("update", { skipLocked: true });
    if (lost.length === 0) return 0;
    // The old job may still be there, finished: the new one needs an id of its own.
    const renewed = await tx
      .update(runs)
      .set({ jobId: sql`gen_random_uuid()` })
      .where(sql`${runs.id} = any(${sql.param(lost.map((run) => run.runId))}::bigint[])`)
      .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId });
    await enqueueRuns(queue, tx as unknown as Db, renewed);
    return renewed.length;
  });
}
