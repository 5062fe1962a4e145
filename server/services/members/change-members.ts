import { and, eq, ne } from "drizzle-orm";
import { member, user } from "#db/schema/index.ts";
import { HANDED_RESET_LINK_HOURS } from "#domain/account.ts";
import { forbidden } from "#domain/errors.ts";
import type { MemberRefInput, SetMemberRoleInput } from "#domain/member.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import type { OrganizationContext } from "../../context.ts";
import { createLink, resetLink } from "../accounts/index.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import {
  actingMember,
  appsOfRole,
  getMemberRow,
  lockOrganization,
  type MemberRow,
  refuseLastOwner,
  refuseRoleChange,
} from "./internal.ts";

/**
 * Gives a person another role, or lets them into other apps. It counts from their next request on.
 *
 * @throws DomainError MEMBER_NOT_FOUND, FORBIDDEN, LAST_OWNER, APP_NOT_FOUND.
 */
export async function setMemberRole(
  ctx: OrganizationContext,
  { id, role, appIds }: SetMemberRoleInput,
): Promise<{ id: string; role: Role; appIds: number[] | null }> {
  return inTransaction(ctx, async (tx) => {
    await lockOrganization(tx);
    const acting = await actingMember(tx);
    const before = await getMemberRow(tx, id);
    refuseRoleChange({ actor: acting.role, from: before.role, to: role, isSelf: before.id === acting.id });
    if (role !== "owner") await refuseLastOwner(tx, before);
    const apps = await appsOfRole(tx, role, appIds);
    const [row] = await tx.db.update(member).set({ role, appIds: apps }).where(eq(member.id, id)).returning();
    const target = await targetOf(tx, before);
    await recordChange(tx, { action: "update", target, before: told(before), after: told(row!) });
    return { id, role, appIds: apps };
  });
}

/**
 * Removes a person from the organisation: their next request finds them outside. What they did stays, and so does their
 * account, which may belong to others too. @throws DomainError MEMBER_NOT_FOUND, FORBIDDEN, LAST_OWNER
 */
export async function removeMember(ctx: OrganizationContext, { id }: MemberRefInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    await lockOrganization(tx);
    const acting = await actingMember(tx);
    const before = await getMemberRow(tx, id);
    refuseRoleChange({ actor: acting.role, from: before.role, to: null, isSelf: before.id === acting.id });
    await remove(tx, before, "remove");
    return { id };
  });
}

/** Leaves the organisation. @throws DomainError LAST_OWNER */
export async function leaveOrganization(ctx: OrganizationContext): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    await lockOrganization(tx);
    const acting = await actingMember(tx);
    await remove(tx, acting, "leave");
    return { id: acting.id };
  });
}

/**
 * A link with which a person sets a new password, for who answers for them to hand over: the way back in where no mails
 * are sent. Shown this once.
 *
 * @throws DomainError MEMBER_NOT_FOUND, FORBIDDEN for somebody whose account is not theirs to open: an owner's, for
 * admins, or one that opens another organisation too.
 */
export async function createResetLink(ctx: OrganizationContext, { id }: MemberRefInput): Promise<{ link: string }> {
  return inTransaction(ctx, async (tx) => {
    await lockOrganization(tx);
    const acting = await actingMember(tx);
    const person = await getMemberRow(tx, id);
    refuseRoleChange({ actor: acting.role, from: person.role, to: person.role, isSelf: false });
    await refuseElsewhere(tx, person);
    const minutes = HANDED_RESET_LINK_HOURS * 60;
    const facts = { userId: person.userId, mailedTo: null };
    const token = await createLink(tx, { purpose: "new-password", facts, minutes });
    await recordChange(tx, { action: "create-password-link", target: await targetOf(tx, person) });
    return { link: resetLink(tx, token) };
  });
}

/** A new password opens all organisations of a person: who sets it must answer for them in each. */
async function refuseElsewhere(tx: OrganizationContext, person: MemberRow): Promise<void> {
  const [elsewhere] = await tx.db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.userId, person.userId), ne(member.organizationId, tx.organizationId)))
    .limit(1);
  if (elsewhere) {
    throw forbidden(
      "This account is not this organisation's alone, so its owner must set a new password themselves: with the link “Forgot your password?” on the sign-in page, which is mailed.",
    );
  }
}

async function remove(tx: OrganizationContext, row: MemberRow, action: "remove" | "leave"): Promise<void> {
  await refuseLastOwner(tx, row);
  const target = await targetOf(tx, row);
  await tx.db.delete(member).where(eq(member.id, row.id));
  await recordChange(tx, { action, target, before: told(row) });
}

async function targetOf(tx: OrganizationContext, { id, userId }: MemberRow) {
  const [person] = await tx.db.select({ name: user.name }).from(user).where(eq(user.id, userId));
  return { kind: "member" as const, id, name: person!.name };
}

const told = ({ role, appIds }: MemberRow) => ({ role, apps: isAtLeast(role, "admin") ? "all" : (appIds ?? "all") });
