import { eq } from "drizzle-orm";
import { auditEntries, member } from "#db/schema/index.ts";
import type { AuditTargetKind } from "#domain/audit-values.ts";
import type { ServiceContext, Source } from "../../context.ts";
import { changedFields } from "./changed-fields.ts";

interface PersonalEvent {
  /** Whose account it is about, and who did it unless `actor` says otherwise. */
  person: { id: string; name: string };
  source: Source | undefined;
  /** Null where nobody showed who they are: a sign-in that failed. */
  actor?: { id: string; name: string } | null;
  /** `sign-in`, `change-password` … */
  action: string;
  target?: { kind: AuditTargetKind; id: string; name: string };
  before?: object | null;
  /** Never a secret. */
  after?: object | null;
}

/** Writes what happened to a person's account into the trail of each organisation that they belong to. */
export async function recordPersonal(
  { db, clock }: Pick<ServiceContext, "db" | "clock">,
  { person, source, actor = person, action, target, before = null, after = null }: PersonalEvent,
): Promise<void> {
  const memberships = await db
    .select({ organizationId: member.organizationId })
    .from(member)
    .where(eq(member.userId, person.id));
  if (memberships.length === 0) return;
  const at = await clock.now(db);
  const what = target ?? { kind: "account" as const, id: person.id, name: person.name };
  await db.insert(auditEntries).values(
    memberships.map(({ organizationId }) => ({
      organizationId,
      appId: null,
      at,
      actorKind: actor ? ("user" as const) : ("system" as const),
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? "somebody",
      ...source,
      action,
      targetKind: what.kind,
      targetId: what.id,
      targetName: what.name,
      ...changedFields(before, after),
    })),
  );
}
