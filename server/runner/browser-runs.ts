import { and, eq, sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata } from "pg-boss";
import type { Db } from "#db/client.ts";
import { enqueueRuns, RUN_QUEUE, type RunJob } from "#db/queue.ts";
import { runs, screens, screenVersions } from "#db/schema/index.ts";
import type { RunnerDeps } from "./runner-deps.ts";

/** How many runs of this process may wait for each place of a browser, beside the one that has it. */
export const BROWSER_LINE = 4;

/** How long a run for which the line is full stays in the queue before it is looked at again, ms; up to twice that. */
const LOOK_AGAIN_MS = 5_000;

/** Whether the run, if it began now, would run in a browser. */
export async function isForBrowser(db: Pick<Db, "select">, runId: number): Promise<boolean> {
  const [row] = await db
    .select({ settings: screenVersions.settings })
    .from(runs)
    .innerJoin(screens, eq(screens.id, runs.screenId))
    .innerJoin(
      screenVersions,
      sql`${screenVersions.id} = case ${runs.environment} when 'draft' then ${screens.draftVersionId} else ${screens.publishedVersionId} end`,
    )
    .where(eq(runs.id, runId));
  return row?.settings.engine === "browser";
}

/** Puts a run for which no browser is free back into the queue, so that those behind it, and other processes, get on. */
export async function putBack(deps: RunnerDeps, { id, retryCount, data }: JobWithMetadata<RunJob>): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [run] = await tx
      .update(runs)
      .set({ jobId: sql`gen_random_uuid()` })
      .where(and(eq(runs.id, data.runId), eq(runs.status, "queued")))
      .returning({ appId: runs.appId, jobId: runs.jobId });
    await deps.queue.complete(RUN_QUEUE, { id, retryCount }, null, { db: fromDrizzle(tx, sql) });
    if (!run) return;
    const effectiveAt = new Date((await deps.services.clock.now(tx)).getTime() + LOOK_AGAIN_MS * (1 + Math.random()));
    await enqueueRuns(deps.queue, tx, [{ runId: data.runId, ...run, effectiveAt }]);
  });
}
