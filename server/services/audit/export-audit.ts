import { and, asc, gt, lte, max } from "drizzle-orm";
import { auditEntries } from "#db/schema/index.ts";
import type { AuditEntry, AuditFilter } from "#domain/audit.ts";
import type { ExportFormat } from "#domain/export-format.ts";
import type { OrganizationContext } from "../../context.ts";
import { toCsv } from "../data-sources/csv.ts";
import { matches, ofTenant, toEntry } from "./list-audit.ts";
import { recordChange } from "./record-change.ts";

/** Entries that are read and written at once: all that an export ever holds. */
const BATCH_ENTRIES = 1_000;

const COLUMNS = [
  ...["id", "at", "appId", "actorKind", "actorId", "actor", "action", "targetKind", "targetId", "target"],
  ...["before", "after", "ip", "userAgent", "requestId"],
];

/**
 * The entries that match, oldest first, up to the moment of asking, in parts that are read as they are taken. That somebody
 * took them home stands in the trail before the first part is given. CSV is for spreadsheets: formulas are told to be texts.
 */
export async function* exportAudit(
  ctx: OrganizationContext,
  { appId, filter, format }: { appId: number | undefined; filter: AuditFilter; format: ExportFormat },
): AsyncGenerator<string> {
  const wanted = and(ofTenant(ctx, appId), matches(filter));
  const [head] = await ctx.db
    .select({ id: max(auditEntries.id) })
    .from(auditEntries)
    .where(wanted);
  await recordChange(
    { ...ctx, appId: appId ?? null },
    { action: "export", target: { kind: "export", id: format, name: "audit trail" }, after: { format, ...filter } },
  );
  if (format === "csv") yield toCsv([COLUMNS]);
  for (let last = 0; ; ) {
    const rows = await ctx.db
      .select()
      .from(auditEntries)
      .where(and(wanted, gt(auditEntries.id, last), lte(auditEntries.id, head?.id ?? 0)))
      .orderBy(asc(auditEntries.id))
      .limit(BATCH_ENTRIES);
    const entries = rows.map(toEntry);
    if (entries.length > 0)
      yield format === "csv"
        ? toCsv(entries.map(cells))
        : entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    if (rows.length < BATCH_ENTRIES) return;
    last = rows.at(-1)!.id;
  }
}

const cells = ({ id, at, appId, actor, action, target, before, after, source }: AuditEntry) => [
  ...[id, at, appId, actor.kind, actor.id, actor.name, action, target.kind, target.id, target.name],
  ...[before, after, source.ip, source.userAgent, source.requestId],
];
