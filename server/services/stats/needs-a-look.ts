import { sql } from "drizzle-orm";
import type { RunErrorInfo } from "#domain/errors.ts";
import type { Attention } from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";
import { recentRuns } from "./recent-runs.ts";

/** How long trouble stays in view, ms. */
const LOOK_BACK_MS = 86_400_000;

const LISTED_MAX = 20;
const ERROR_LINE_LETTERS_MAX = 300;

interface Row extends Record<string, unknown> {
  taskId: number;
  taskName: string;
  environment: Attention["environment"];
  id: number;
  status: Attention["run"]["status"];
  at: string;
  error: RunErrorInfo | null;
  reason: string | null;
  count: number;
  since: string;
}

/**
 * The live tasks whose runs of the last day failed, hit a limit, crashed or were missed, and that have completed none
 * since. A draft that works says nothing about what is published, so each environment is looked at by itself.
 */
export async function needsALook(ctx: AppContext, now: Date): Promise<Attention[]> {
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const { rows } = await ctx.db.execute<Row>(sql`
    with ${recentRuns(ctx.appId, since)},
    good as (
      select task_id, environment, max(id) as id from recent where status = 'completed' group by task_id, environment
    ),
    trouble as (
      select bad.task_id, bad.environment, max(bad.id) as id, count(*)::int as count, min(bad.at) as since
      from recent bad left join good on good.task_id = bad.task_id and good.environment = bad.environment
      where bad.status in ('failed', 'timed_out', 'out_of_memory', 'crashed', 'missed')
        and bad.at > ${since.toISOString()}::timestamptz and bad.at <= ${now.toISOString()}::timestamptz
        and bad.id > coalesce(good.id, 0)
      group by bad.task_id, bad.environment
    )
    select t.id as "taskId", t.name as "taskName", trouble.environment, r.id, r.status,
      coalesce(r.started_at, r.fire_at, r.queued_at) as at, r.error, r.reason, trouble.count, trouble.since
    from trouble
    join runs r on r.id = trouble.id
    join tasks t on t.id = trouble.task_id and t.deleted_at is null
    order by r.id desc limit ${LISTED_MAX}`);
  return rows.map(({ taskId, taskName, environment, id, status, at, error, reason, count, since: first }) => ({
    taskId,
    taskName,
    environment,
    run: { id, status, at: new Date(at).toISOString(), errorLine: errorLine(error, reason) },
    count,
    since: new Date(first).toISOString(),
  }));
}

function errorLine(error: RunErrorInfo | null, reason: string | null): string | null {
  const text = error ? `${error.name}: ${error.message}` : (reason ?? "");
  const [line = ""] = text.trim().split(/\r?\n/, 1);
  if (line === "") return null;
  return line.length > ERROR_LINE_LETTERS_MAX ? `${line.slice(0, ERROR_LINE_LETTERS_MAX)}…` : line;
}
