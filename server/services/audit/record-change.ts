import { auditEntries } from "#db/schema/index.ts";
import type { AuditTargetKind } from "#domain/audit-values.ts";
import { actorName, type OrganizationContext } from "../../context.ts";
import { actorId } from "./actor-id.ts";
import { changedFields } from "./changed-fields.ts";

interface Change {
  /** The verb: `create`, `update`, `remove`, `publish` … */
  action: string;
  target: { kind: AuditTargetKind; id: string | number; name: string };
  /** How it was; null when there was nothing. Never a secret. */
  before?: object | null;
  /** How it became; null when nothing is left. */
  after?: object | null;
  /** When, where the caller has the time already; absent: the clock is asked. */
  at?: Date;
}

/**
 * Writes a change into the audit trail: of `before` and `after`, the fields that differ. Call it in the transaction of the
 * change, so that there is neither one without the other. An update that changed nothing leaves no entry.
 */
export async function recordChange(
  tx: OrganizationContext & { appId?: number | null },
  { action, target, before = null, after = null, at }: Change,
): Promise<void> {
  const fields = changedFields(before, after);
  if (action === "update" && fields.before === null && fields.after === null) return;
  await tx.db.insert(auditEntries).values({
    organizationId: tx.organizationId,
    appId: tx.appId ?? null,
    at: at ?? (await tx.clock.now(tx.db)),
    actorKind: tx.actor.kind,
    actorId: actorId(tx.actor),
    actorName: actorName(tx.actor),
    ...tx.source,
    action,
    targetKind: target.kind,
    targetId: String(target.id),
    targetName: target.name,
    ...fields,
  });
}
