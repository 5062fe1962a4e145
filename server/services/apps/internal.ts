import { and, eq, inArray, type SQL } from "drizzle-orm";
import { type AppRow, apps } from "#db/schema/index.ts";
import type { App, AppLimits } from "#domain/app.ts";
import { notFound } from "#domain/errors.ts";
import {
  CONCURRENT_RUNS,
  MAILS_PER_DAY,
  PAYLOAD_BYTES,
  PUSHES_PER_DAY,
  RESULT_BYTES_MAX,
  RUNS_PER_MINUTE,
  SMS_PER_DAY,
  TASKS_PER_APP,
} from "#domain/limits.ts";
import type { AppContext, OrganizationContext } from "../../context.ts";

export const appNotFound = (id: number) => notFound("APP_NOT_FOUND", `There is no app with id ${id}.`, "appId");

export const appLimits = (row: Pick<AppRow, "limits">): AppLimits => ({
  tasks: row.limits.tasks ?? TASKS_PER_APP,
  runsPerMinute: row.limits.runsPerMinute ?? RUNS_PER_MINUTE,
  concurrentRuns: row.limits.concurrentRuns ?? CONCURRENT_RUNS,
  payloadBytes: row.limits.payloadBytes ?? PAYLOAD_BYTES,
  resultBytes: row.limits.resultBytes ?? RESULT_BYTES_MAX,
  mailsPerDay: row.limits.mailsPerDay ?? MAILS_PER_DAY,
  smsPerDay: row.limits.smsPerDay ?? SMS_PER_DAY,
  pushesPerDay: row.limits.pushesPerDay ?? PUSHES_PER_DAY,
});

export const toApp = (row: AppRow): App => ({
  id: row.id,
  name: row.name,
  limits: appLimits(row),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** The organisation's apps, or those of them that the person is let into. */
export const reachableApps = (ctx: OrganizationContext): SQL =>
  // Two conditions of which one stands always: there is no "nothing" to give.
  and(eq(apps.organizationId, ctx.organizationId), ctx.appIds ? inArray(apps.id, [...ctx.appIds]) : undefined)!;

/** The limits of the app that the request is in. */
export async function readLimits(ctx: Pick<AppContext, "db" | "appId">): Promise<AppLimits> {
  const [row] = await ctx.db.select({ limits: apps.limits }).from(apps).where(eq(apps.id, ctx.appId));
  if (!row) throw appNotFound(ctx.appId);
  return appLimits(row);
}

/** @throws DomainError APP_NOT_FOUND when the organisation has no such app, or the person is not let into it. */
export async function getAppRow(ctx: OrganizationContext, id: number): Promise<AppRow> {
  const [row] = await ctx.db
    .select()
    .from(apps)
    .where(and(eq(apps.id, id), reachableApps(ctx)));
  if (!row) throw appNotFound(id);
  return row;
}
