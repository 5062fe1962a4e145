import { and, count, eq, ne } from "drizzle-orm";
import { type invitation, member, organization } from "#db/schema/index.ts";
import { conflict, forbidden, notFound } from "#domain/errors.ts";
import { isAtLeast, type Role, type RoleChange, roleChangeRefusal } from "#domain/role.ts";
import type { OrganizationContext } from "../../context.ts";
import { getAppRow } from "../apps/index.ts";

export type MemberRow = typeof member.$inferSelect;
export type InvitationRow = typeof invitation.$inferSelect;

export const memberNotFound = () => notFound("MEMBER_NOT_FOUND", "There is no such person in this organisation.", "id");

/** Changes of who belongs to an organisation happen one after the other, so that each sees what the one before it left. */
export async function lockOrganization(tx: OrganizationContext): Promise<{ id: string; name: string }> {
  const [row] = await tx.db
    .select({ id: organization.id, name: organization.name })
    .from(organization)
    .where(eq(organization.id, tx.organizationId))
    .for("update");
  if (!row) throw notFound("ORGANIZATION_NOT_FOUND", "This organisation is no longer there.");
  return row;
}

/**
 * The role of who asks, as it is now that nobody else can change it: the request may have waited for the change that took
 * it away. @throws DomainError FORBIDDEN for one who is no longer a member
 */
export async function actingMember(tx: OrganizationContext): Promise<MemberRow> {
  const [row] = await tx.db
    .select()
    .from(member)
    .where(
      and(eq(member.organizationId, tx.organizationId), eq(member.userId, tx.actor.kind === "user" ? tx.actor.id : "")),
    );
  if (!row) throw forbidden("You no longer belong to this organisation.");
  return row;
}

/** @throws DomainError MEMBER_NOT_FOUND for people of other organisations too */
export async function getMemberRow(tx: OrganizationContext, id: string): Promise<MemberRow> {
  const [row] = await tx.db
    .select()
    .from(member)
    .where(and(eq(member.id, id), eq(member.organizationId, tx.organizationId)));
  if (!row) throw memberNotFound();
  return row;
}

/** @throws DomainError FORBIDDEN when the change is not theirs to make */
export function refuseRoleChange(change: RoleChange): void {
  const refusal = roleChangeRefusal(change);
  if (refusal) throw forbidden(refusal);
}

/** Call it under `lockOrganization`. @throws DomainError LAST_OWNER when nobody else is an owner */
export async function refuseLastOwner(tx: OrganizationContext, { id, role }: MemberRow): Promise<void> {
  if (role !== "owner") return;
  const [others] = await tx.db
    .select({ n: count() })
    .from(member)
    .where(and(eq(member.organizationId, tx.organizationId), eq(member.role, "owner"), ne(member.id, id)));
  if (others!.n === 0)
    throw conflict("LAST_OWNER", "An organisation needs an owner. Make somebody else an owner first.", "role");
}

/**
 * The apps as they are kept beside a role: owners and admins have the whole organisation in hand.
 *
 * @throws DomainError APP_NOT_FOUND for an app of another organisation
 */
export async function appsOfRole(
  tx: OrganizationContext,
  role: Role,
  appIds: readonly number[] | null | undefined,
): Promise<number[] | null> {
  if (!appIds || isAtLeast(role, "admin")) return null;
  const ids = [...new Set(appIds)].sort((a, b) => a - b);
  for (const id of ids) await getAppRow(tx, id);
  return ids;
}
