import { and, asc, eq, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import { enqueueRuns } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";

/** Queues the run that has waited longest in a lane; nothing when none waits. */
export async function releaseLane(
  tx: Pick<Db, "select" | "update" | "execute">,
  queue: PgBoss,
  lane: string,
): Promise<void> {
  const oldest = tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.lane, lane), eq(runs.held, true), eq(runs.status, "queued")))
    .orderBy(asc(runs.id))
    .limit(1)
    .for("no key update", { skipLocked: true });
  const released = await tx
    .update(runs)
    .set({ held: false, queuedAt: sql`now()` })
    .where(eq(runs.id, sql`(${oldest})`))
    .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId, effectiveAt: runs.effectiveAt });
  await enqueueRuns(queue, tx, released);
}
