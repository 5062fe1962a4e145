import { and, eq, sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata } from "pg-boss";
import { enqueueRuns, RUN_QUEUE, type RunJob } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";
import type { RunnerDeps } from "./runner-deps.ts";

/**
 * Puts a run that cannot start yet back into the queue, so that those behind it, and other processes, get on. It is looked
 * at again after `afterMs`, or up to twice that: a crowd must not come back all at once.
 */
export async function putBack(
  deps: RunnerDeps,
  { id, retryCount, data }: JobWithMetadata<RunJob>,
  afterMs: number,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [run] = await tx
      .update(runs)
      .set({ jobId: sql`gen_random_uuid()` })
      .where(and(eq(runs.id, data.runId), eq(runs.status, "queued")))
      .returning({ appId: runs.appId, jobId: runs.jobId });
    await deps.queue.complete(RUN_QUEUE, { id, retryCount }, null, { db: fromDrizzle(tx, sql) });
    if (!run) return;
    const effectiveAt = new Date((await deps.services.clock.now(tx)).getTime() + afterMs * (1 + Math.random()));
    await enqueueRuns(deps.queue, tx, [{ runId: data.runId, ...run, effectiveAt }]);
  });
}
