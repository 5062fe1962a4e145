import { sql } from "drizzle-orm";
import { isValidTimezone } from "#domain/cron/index.ts";
import { badInput } from "#domain/errors.ts";
import type { Overview } from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";
import { RECENT_RUNS_MAX, recentRuns } from "./recent-runs.ts";

interface Row extends Record<string, unknown> {
  completed: number;
  failed: number;
  missed: number;
  p50Ms: number | null;
  p95Ms: number | null;
  delayP50Ms: number | null;
  delayP95Ms: number | null;
  seen: number;
}

/**
 * How the app's runs went that ended since midnight in a time zone, of all environments. Cancelled and skipped ones are
 * nobody's success or failure; durations are those of completed runs.
 *
 * @throws DomainError TIMEZONE_INVALID
 */
export async function today(ctx: AppContext, now: Date, timezone: string): Promise<Overview["today"]> {
  if (!isValidTimezone(timezone))
    throw badInput("TIMEZONE_INVALID", "Name the time zone as in Europe/London, or UTC.", "timezone");
  const since = await startOfDay(ctx, now, timezone);
  const { rows } = await ctx.db.execute<Row>(sql`
    with ${recentRuns(ctx.appId, since)}
    select
      (count(*) filter (where status = 'completed'))::int as completed,
      (count(*) filter (where status in ('failed', 'timed_out', 'out_of_memory', 'crashed')))::int as failed,
      (count(*) filter (where status = 'missed'))::int as missed,
      percentile_disc(0.5) within group (order by duration_ms) filter (where status = 'completed') as "p50Ms",
      percentile_disc(0.95) within group (order by duration_ms) filter (where status = 'completed') as "p95Ms",
      percentile_disc(0.5) within group (order by delay) as "delayP50Ms",
      percentile_disc(0.95) within group (order by delay) as "delayP95Ms",
      (select count(*)::int from recent) as seen
    from (
      select *, round(extract(epoch from started_at - coalesce(effective_at, fire_at)) * 1000)::float8 as delay
      from recent
      where finished_at >= ${since.toISOString()}::timestamptz and at <= ${now.toISOString()}::timestamptz
    ) ended`);
  const { completed, failed, missed, p50Ms, p95Ms, delayP50Ms, delayP95Ms, seen } = rows[0]!;
  return {
    since: since.toISOString(),
    completed,
    failed,
    missed,
    successRate: completed + failed === 0 ? null : completed / (completed + failed),
    p50Ms,
    p95Ms,
    startDelay:
      delayP50Ms === null || delayP95Ms === null
        ? null
        : { p50Ms: Math.max(0, delayP50Ms), p95Ms: Math.max(0, delayP95Ms) },
    isCut: seen === RECENT_RUNS_MAX,
  };
}

async function startOfDay(ctx: AppContext, now: Date, timezone: string): Promise<Date> {
  const { rows } = await ctx.db.execute<{ since: string }>(
    sql`select date_trunc('day', ${now.toISOString()}::timestamptz, ${timezone}::text) as since`,
  );
  return new Date(rows[0]!.since);
}
