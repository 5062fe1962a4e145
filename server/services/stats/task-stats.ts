import { sql } from "drizzle-orm";
import { OUTCOMES_SHOWN } from "#domain/limits.ts";
import {
  STATS_RUNS_MAX,
  type TaskOutcome,
  type TaskStats,
  type TaskStatsInput,
  taskStatsInput,
} from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";

interface Row extends Record<string, unknown> {
  taskId: number;
  outcomes: TaskOutcome[] | null;
  executed: number;
  completed: number;
  p50Ms: number | null;
  p95Ms: number | null;
}

/**
 * How the newest ended runs of each live task of the app went. A fire that was decided ahead of its time counts once that
 * time has come. It reads STATS_RUNS_MAX runs a task by index, however many there are: the order by task and id, and the
 * range of one where an equality would do, are there so that only the index on both can give it. By the key alone, the
 * planner's other choice, a task that seldom runs costs a walk over everybody's runs.
 */
export async function listTaskStats(ctx: AppContext, input: TaskStatsInput): Promise<TaskStats[]> {
  const { days } = taskStatsInput.parse(input);
  const now = await ctx.clock.now();
  const since = new Date(now.getTime() - days * 86_400_000);
  const { rows } = await ctx.db.execute<Row>(sql`
    select t.id as "taskId", s.*
    from tasks t
    cross join lateral (
      select
        json_agg(json_build_object('runId', id, 'status', status, 'at', at, 'durationMs', duration_ms) order by id)
          filter (where place <= ${OUTCOMES_SHOWN}) as outcomes,
        (count(*) filter (where status not in ('cancelled', 'skipped', 'missed')))::int as executed,
        (count(*) filter (where status = 'completed'))::int as completed,
        percentile_disc(0.5) within group (order by duration_ms) filter (where status = 'completed') as "p50Ms",
        percentile_disc(0.95) within group (order by duration_ms) filter (where status = 'completed') as "p95Ms"
      from (
        select id, status, duration_ms, coalesce(started_at, fire_at, queued_at) as at,
          row_number() over (order by task_id desc, id desc) as place
        from runs
        where task_id between t.id and t.id and status not in ('queued', 'running')
          and (fire_at is null or started_at is not null or fire_at <= ${now.toISOString()}::timestamptz)
        order by task_id desc, id desc limit ${STATS_RUNS_MAX}
      ) newest
      where at > ${since.toISOString()}::timestamptz
    ) s
    where t.app_id = ${ctx.appId} and t.deleted_at is null
    order by t.id`);
  return rows.map(({ outcomes, completed, ...row }) => ({
    ...row,
    outcomes: (outcomes ?? []).map((outcome) => ({ ...outcome, at: new Date(outcome.at).toISOString() })),
    successRate: row.executed === 0 ? null : completed / row.executed,
  }));
}
