import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { apps, type RunRow, runs, screens, screenVersions, tasks } from "#db/schema/index.ts";
import { leaseEnd } from "./lease.ts";

/** A run that this process holds, with all it needs to carry it out. */
export interface ClaimedRun {
  run: RunRow;
  taskName: string;
  timeoutMs: number;
  screenName: string;
  organizationId: string;
  /** Null when the environment has no version: nothing was ever published. */
  version: { id: number; number: number; code: string } | null;
}

/**
 * Takes a queued run: it runs from now on, under a lease and with a new attempt number, which fences off whoever had it
 * before. Null when it is no longer queued (another worker was faster, it was cancelled).
 */
export function claimRun(db: Db, runId: number, owner: string): Promise<ClaimedRun | null> {
  return db.transaction((tx) => claimInside(tx, runId, owner));
}

/** `claimRun` inside the caller's transaction, the one that inserted the run for instance. */
export async function claimInside(
  tx: Pick<Db, "update" | "select">,
  runId: number,
  owner: string,
): Promise<ClaimedRun | null> {
  const [run] = await tx
    .update(runs)
    .set({
      status: "running",
      attempt: sql`${runs.attempt} + 1`,
      leaseOwner: owner,
      leaseExpiresAt: leaseEnd,
      startedAt: sql`now()`,
      screenVersionId: sql`(select case ${runs.environment} when 'draft' then s.draft_version_id else s.published_version_id end
        from screens s where s.id = ${runs.screenId})`,
    })
    .where(and(eq(runs.id, runId), eq(runs.status, "queued")))
    .returning();
  if (!run) return null;

  const [task] = await tx
    .update(tasks)
    .set({ lastRunAt: sql`greatest(${tasks.lastRunAt}, ${run.startedAt?.toISOString()}::timestamptz)` })
    .where(eq(tasks.id, run.taskId))
    .returning({ name: tasks.name, timeoutMs: tasks.timeoutMs });
  const [screen] = await tx
    .select({
      name: screens.name,
      organizationId: apps.organizationId,
      version: { id: screenVersions.id, number: screenVersions.number, code: screenVersions.code },
    })
    .from(screens)
    .innerJoin(apps, eq(apps.id, screens.appId))
    .leftJoin(screenVersions, eq(screenVersions.id, sql`${run.screenVersionId}::bigint`))
    .where(eq(screens.id, run.screenId));
  return {
    run,
    taskName: task!.name,
    timeoutMs: task!.timeoutMs,
    screenName: screen!.name,
    organizationId: screen!.organizationId,
    version: screen!.version,
  };
}
