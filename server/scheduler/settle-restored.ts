import { and, inArray, sql } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import type { DueSchedule } from "../services/schedules/index.ts";
import { tick } from "./tick.ts";

const REASON = "The database was restored from a backup made before: whether this ran meanwhile is not known here.";

/** Fires that are due have their row and their reason, and do not run, however little late they are. */
const missed = ({ schedule, task }: DueSchedule): DueSchedule => ({
  schedule,
  task: { ...task, misfire: "skip", misfireGraceMs: -1 },
  missedReason: REASON,
});

/**
 * For a database that was restored from a backup, before anything works on it: what it has as queued or running is
 * cancelled, and what came due since is missed, each with the reason, so that nothing happens a second time by itself. What
 * is due later than `now`, a fire that was moved for instance, stays. Done twice it changes nothing more.
 */
export async function settleRestored(ctx: ServiceContext, now: Date): Promise<{ cancelled: number; missed: number }> {
  const cancelled = await ctx.db
    .update(runs)
    .set({ status: "cancelled", reason: REASON, finishedAt: now, leaseOwner: null, leaseExpiresAt: null })
    .where(
      and(
        inArray(runs.status, ["queued", "running"]),
        sql`coalesce(${runs.effectiveAt}, ${now.toISOString()}::timestamptz) <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: runs.id });
  const counts = await tick(ctx, now, undefined, missed);
  return { cancelled: cancelled.length, missed: counts.missed };
}
