import { sql } from "drizzle-orm";
import type { ActiveRun, Overview } from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";

const LISTED_MAX = 12;

interface Row extends ActiveRun, Record<string, unknown> {
  runningCount: number;
  waitingCount: number;
}

/**
 * The app's runs that go on, longest first, then those that wait for a place. A run whose time is still to come waits for
 * that, not for a place, and is left out.
 */
export async function activeRuns(
  ctx: AppContext,
  now: Date,
): Promise<Pick<Overview, "active" | "runningCount" | "waitingCount">> {
  const { rows } = await ctx.db.execute<Row>(sql`
    with unfinished as materialized (
      select id, task_id, status, environment, queued_at, started_at from runs
      where status in ('queued', 'running') and app_id = ${ctx.appId}
        and (status = 'running' or coalesce(effective_at, queued_at) <= ${now.toISOString()}::timestamptz)
    )
    select u.id, u.task_id as "taskId", t.name as "taskName", u.status, u.environment,
      u.queued_at as "queuedAt", case when u.status = 'running' then u.started_at end as "startedAt",
      (count(*) filter (where u.status = 'running') over ())::int as "runningCount",
      (count(*) filter (where u.status = 'queued') over ())::int as "waitingCount"
    from unfinished u join tasks t on t.id = u.task_id
    order by u.status = 'queued', u.id limit ${LISTED_MAX}`);
  return {
    active: rows.map(({ runningCount: _running, waitingCount: _waiting, queuedAt, startedAt, ...run }) => ({
      ...run,
      queuedAt: new Date(queuedAt).toISOString(),
      startedAt: startedAt && new Date(startedAt).toISOString(),
    })),
    runningCount: rows[0]?.runningCount ?? 0,
    waitingCount: rows[0]?.waitingCount ?? 0,
  };
}
