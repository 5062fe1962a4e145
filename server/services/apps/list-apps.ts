import { and, eq, type SQL, sql } from "drizzle-orm";
import { apps } from "#db/schema/index.ts";
import type { AppSummary } from "#domain/app.ts";
import type { OrganizationContext } from "../../context.ts";
import { appNotFound, reachableApps, toApp } from "./internal.ts";

/** The organisation's apps by name, with what their cards show. */
export function listApps(ctx: OrganizationContext): Promise<AppSummary[]> {
  return summaries(ctx, undefined);
}

/** @throws DomainError APP_NOT_FOUND when the organisation has no such app. */
export async function getApp(ctx: OrganizationContext, { id }: { id: number }): Promise<AppSummary> {
  const [app] = await summaries(ctx, eq(apps.id, id));
  if (!app) throw appNotFound(id);
  return app;
}

async function summaries(ctx: OrganizationContext, only: SQL | undefined): Promise<AppSummary[]> {
  const rows = await ctx.db
    .select({
      app: apps,
      taskCount: sql<number>`(select count(*)::int from tasks t where t.app_id = apps.id and t.deleted_at is null)`,
      activeTaskCount: sql<number>`(select count(*)::int from tasks t where t.app_id = apps.id and t.deleted_at is null and t.active and exists (select 1 from schedules s where s.task_id = t.id and s.deleted_at is null))`,
      nextRunAt: sql<string | null>`(select min(s.next_fire_at) from schedules s where s.app_id = apps.id)`,
      completed24h: sql<number>`(select count(*)::int from runs r where r.app_id = apps.id and r.status = 'completed' and r.finished_at > now() - interval '24 hours')`,
      failed24h: sql<number>`(select count(*)::int from runs r where r.app_id = apps.id and r.status in ('failed', 'timed_out', 'out_of_memory', 'crashed') and r.finished_at > now() - interval '24 hours')`,
    })
    .from(apps)
    .where(and(reachableApps(ctx), only))
    .orderBy(apps.name, apps.id);
  return rows.map(({ app, nextRunAt, ...counts }) => ({
    ...toApp(app),
    ...counts,
    nextRunAt: nextRunAt === null ? null : new Date(nextRunAt).toISOString(),
  }));
}
