import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { auditEntries } from "#db/schema/index.ts";
import {
  type AuditEntry,
  type AuditFilter,
  type AuditHistoryInput,
  type AuditPage,
  auditHistoryInput,
  type ListAuditInput,
  listAuditInput,
} from "#domain/audit.ts";
import type { AppContext, OrganizationContext } from "../../context.ts";

/** What happened in the organisation, or in one app of it, newest first. Whoever may ask is judged by the caller. */
export async function listAudit(ctx: OrganizationContext, input: ListAuditInput): Promise<AuditPage> {
  const { appId, limit, cursor, ...filter } = listAuditInput.parse(input);
  return page(ctx, and(ofTenant(ctx, appId), matches(filter)), limit, cursor);
}

/** What was done to one task or screen of the app, newest first. */
export async function listHistory(ctx: AppContext, input: AuditHistoryInput): Promise<AuditPage> {
  const { targetKind, targetId, limit, cursor } = auditHistoryInput.parse(input);
  const found = await page(ctx, and(ofTenant(ctx, ctx.appId), matches({ targetKind, targetId })), limit, cursor);
  // Where a colleague was when they changed a task is for those who answer for the organisation.
  const source = { ip: null, userAgent: null, requestId: null };
  return { ...found, entries: found.entries.map((entry) => ({ ...entry, source })) };
}

/** The rows of the tenant, filtered: of one app, or of the organisation without the apps that are closed to the person. */
export function ofTenant(ctx: OrganizationContext, appId: number | undefined): SQL | undefined {
  return and(
    eq(auditEntries.organizationId, ctx.organizationId),
    appId !== undefined ? eq(auditEntries.appId, appId) : undefined,
    appId === undefined && ctx.appIds
      ? or(isNull(auditEntries.appId), inArray(auditEntries.appId, [...ctx.appIds]))
      : undefined,
  );
}

export function matches(filter: AuditFilter): SQL | undefined {
  const { targetKind, targetId, actorKind, actorId, action, since, until, search } = filter;
  const like = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : undefined;
  return and(
    targetKind ? eq(auditEntries.targetKind, targetKind) : undefined,
    targetId !== undefined ? eq(auditEntries.targetId, targetId) : undefined,
    actorKind ? eq(auditEntries.actorKind, actorKind) : undefined,
    actorId !== undefined ? eq(auditEntries.actorId, actorId) : undefined,
    action !== undefined ? eq(auditEntries.action, action) : undefined,
    since ? gte(auditEntries.at, new Date(since)) : undefined,
    until ? lt(auditEntries.at, new Date(until)) : undefined,
    like ? sql`(${auditEntries.actorName} ilike ${like} or ${auditEntries.targetName} ilike ${like})` : undefined,
  );
}

async function page(
  ctx: OrganizationContext,
  where: SQL | undefined,
  limit: number,
  cursor: number | null | undefined,
): Promise<AuditPage> {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(where, cursor ? lt(auditEntries.id, cursor) : undefined))
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return { entries: shown.map(toEntry), nextCursor: rows.length > limit ? shown.at(-1)!.id : null };
}

export const toEntry = (row: typeof auditEntries.$inferSelect): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  appId: row.appId,
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  action: row.action,
  target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
  before: row.before,
  after: row.after,
  source: { ip: row.ip, userAgent: row.userAgent, requestId: row.requestId },
});
