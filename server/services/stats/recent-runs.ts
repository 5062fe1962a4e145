import { type SQL, sql } from "drizzle-orm";

/** Runs of one app that a look at its last day reads at most, the newest. */
export const RECENT_RUNS_MAX = 20_000;

/**
 * The app's runs that were asked for since an instant, as a table `recent` for a `with` clause; at most the newest
 * RECENT_RUNS_MAX. Ids rise with time, so one walk down the app's index finds where they begin and nothing older is read.
 */
export const recentRuns = (appId: number, since: Date): SQL => sql`recent as materialized (
  select id, task_id, status, environment, fire_at, effective_at, started_at, finished_at, duration_ms,
    coalesce(started_at, fire_at, queued_at) as at
  from runs
  where app_id = ${appId} and id > coalesce((
    select id from (
      select id, queued_at from runs where app_id = ${appId} order by id desc limit ${RECENT_RUNS_MAX}
    ) newest where queued_at < ${since.toISOString()}::timestamptz limit 1), 0)
  order by id desc limit ${RECENT_RUNS_MAX})`;
