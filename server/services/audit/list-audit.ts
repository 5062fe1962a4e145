import { and, desc, eq, lt } from "drizzle-orm";
import { auditEntries } from "#db/schema/index.ts";
import type { AuditPage, ListAuditInput } from "#domain/audit.ts";
import { listAuditInput } from "#domain/audit.ts";
import type { AppContext } from "../../context.ts";

/** What was changed in the app, newest first. */
export async function listAudit(ctx: AppContext, input: ListAuditInput): Promise<AuditPage> {
  const { targetKind, targetId, actorKind, limit, cursor } = listAuditInput.parse(input);
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.appId, ctx.appId),
        targetKind ? eq(auditEntries.targetKind, targetKind) : undefined,
        targetId !== undefined ? eq(auditEntries.targetId, targetId) : undefined,
        actorKind ? eq(auditEntries.actorKind, actorKind) : undefined,
        cursor ? lt(auditEntries.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    entries: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
      action: row.action,
      target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
      before: row.before,
      after: row.after,
    })),
    nextCursor: rows.length > limit ? page.at(-1)!.id : null,
  };
}
