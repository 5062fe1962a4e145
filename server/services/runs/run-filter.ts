import { and, eq, gte, ilike, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { runs, screenVersions } from "#db/schema/index.ts";
import type { RunBulkAction, RunFilterInput, RunSort } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";

/** The error as lists show it. */
const errorText = sql`(${runs.error}->>'name' || ': ' || (${runs.error}->>'message'))`;

/** The runs of the context's app that a filter names. */
export function matchesFilter(ctx: Pick<AppContext, "appId">, filter: RunFilterInput): SQL | undefined {
  const { taskId, status, trigger, environment, version, since, until, minDurationMs, search } = filter;
  return and(
    eq(runs.appId, ctx.appId),
    taskId === undefined ? undefined : eq(runs.taskId, taskId),
    status === undefined ? undefined : Array.isArray(status) ? inArray(runs.status, status) : eq(runs.status, status),
    trigger === undefined ? undefined : eq(runs.trigger, trigger),
    environment === undefined ? undefined : eq(runs.environment, environment),
    version === undefined
      ? undefined
      : sql`${runs.screenVersionId} in (select ${screenVersions.id} from ${screenVersions}
          where ${screenVersions.appId} = ${ctx.appId} and ${screenVersions.number} = ${version})`,
    since === undefined ? undefined : gte(runs.queuedAt, new Date(since)),
    until === undefined ? undefined : lt(runs.queuedAt, new Date(until)),
    minDurationMs === undefined ? undefined : gte(runs.durationMs, minDurationMs),
    search ? and(isNotNull(runs.error), ilike(errorText, `%${search.replace(/[\\%_]/g, "\\$&")}%`)) : undefined,
  );
}

/** Runs that an action can be done to: what has ended can be run again, what has not can be cancelled. */
export const canBe = (action: RunBulkAction): SQL =>
  action === "cancel" ? sql`${runs.status} in ('queued', 'running')` : sql`${runs.status} not in ('queued', 'running')`;

/** How a list in this order is read page by page. Each order is a total one: the id decides between equals. */
export const RUN_ORDERS: Record<
  RunSort,
  { by: SQL[]; where?: SQL; after: (ctx: Pick<AppContext, "appId">, cursor: number) => SQL }
> = {
  newest: { by: [sql`${runs.id} desc`], after: (_ctx, cursor) => sql`${runs.id} < ${cursor}` },
  oldest: { by: [sql`${runs.id} asc`], after: (_ctx, cursor) => sql`${runs.id} > ${cursor}` },
  slowest: {
    by: [sql`${runs.durationMs} desc`, sql`${runs.id} desc`],
    where: isNotNull(runs.durationMs),
    after: (ctx, cursor) => sql`(${runs.durationMs}, ${runs.id}) < ${placeOf(ctx, cursor)}`,
  },
  fastest: {
    by: [sql`${runs.durationMs} asc`, sql`${runs.id} asc`],
    where: isNotNull(runs.durationMs),
    after: (ctx, cursor) => sql`(${runs.durationMs}, ${runs.id}) > ${placeOf(ctx, cursor)}`,
  },
};

/** A run that has a duration has ended, so that its place does not move. One of another app has none. */
const placeOf = (ctx: Pick<AppContext, "appId">, id: number) =>
  sql`(select c.duration_ms, c.id from ${runs} c where c.id = ${id} and c.app_id = ${ctx.appId})`;
