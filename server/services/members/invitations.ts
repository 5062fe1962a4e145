import { randomUUID } from "node:crypto";
import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import { invitation, member, user } from "#db/schema/index.ts";
import { conflict, DomainError, notFound } from "#domain/errors.ts";
import {
  INVITATION_DAYS,
  INVITATIONS_MAX,
  type Invitation,
  type InvitationRefInput,
  type InviteMemberInput,
  type MailOutcome,
} from "#domain/member.ts";
import { ROLE_PURPOSES } from "#domain/role.ts";
import { actorName, type OrganizationContext } from "../../context.ts";
import { hashLinkToken, mailPerson, newLinkToken } from "../accounts/index.ts";
import { recordChange } from "../audit/index.ts";
import { useUp } from "../limits/index.ts";
import { inTransaction } from "../transaction.ts";
import { actingMember, appsOfRole, type InvitationRow, lockOrganization, refuseRoleChange } from "./internal.ts";

/** Invitations that an organisation may send in an hour: each may be a mail to somebody who did not ask for it. */
const PER_HOUR = 50;

/** Invitations that wait for an answer, newest first; those whose time is over too, until somebody clears them away. */
export async function listInvitations(ctx: OrganizationContext): Promise<Invitation[]> {
  const rows = await ctx.db
    .select({ invitation, invitedBy: user.name, isExpired: sql<boolean>`${invitation.expiresAt} <= now()` })
    .from(invitation)
    .innerJoin(user, eq(user.id, invitation.inviterId))
    .where(pendingIn(ctx))
    .orderBy(desc(invitation.createdAt), invitation.id);
  return rows.map(({ invitation: row, invitedBy, isExpired }) => ({ ...toInvitation(row, invitedBy), isExpired }));
}

/**
 * Asks somebody to join, by a link that is mailed to them where there is a mail server, and shown to who asks, this once.
 * An invitation that the address had before is replaced. Whether the address has an account here, nobody is told.
 *
 * @throws DomainError FORBIDDEN, ALREADY_MEMBER, APP_NOT_FOUND, INVITATION_LIMIT_REACHED, RATE_LIMITED.
 */
export async function inviteMember(
  ctx: OrganizationContext,
  { email, role, appIds }: InviteMemberInput,
): Promise<{ invitation: Invitation; link: string; mail: MailOutcome }> {
  const token = newLinkToken();
  const link = `${ctx.publicUrl}/invite?token=${token}`;
  const { row, organization } = await inTransaction(ctx, async (tx) => {
    const organization = await lockOrganization(tx);
    const acting = await actingMember(tx);
    refuseRoleChange({ actor: acting.role, from: null, to: role, isSelf: false });
    await refuseMember(tx, email);
    await refuseTooMany(tx);
    const [replaced] = await tx.db
      .update(invitation)
      .set({ status: "revoked", tokenHash: null })
      .where(and(pendingIn(tx), eq(invitation.email, email)))
      .returning();
    const [row] = await tx.db
      .insert(invitation)
      .values({
        id: randomUUID(),
        organizationId: tx.organizationId,
        email,
        role,
        appIds: await appsOfRole(tx, role, appIds),
        tokenHash: hashLinkToken(token),
        expiresAt: sql`now() + make_interval(days => ${INVITATION_DAYS})`,
        inviterId: acting.userId,
      })
      .returning();
    const before = replaced ? told(replaced) : null;
    await recordChange(tx, { action: "invite", target: targetOf(row!), before, after: told(row!) });
    return { row: row!, organization };
  });
  const invitedBy = actorName(ctx.actor);
  const mail = await mailPerson(ctx, {
    to: email,
    subject: `${invitedBy} invites you to ${organization.name}`,
    paragraphs: [
      `${invitedBy} invites you to work on ${organization.name} in App Tasks. With the role ${role}, one ${ROLE_PURPOSES[role]}.`,
      link,
      `The link works once, for ${INVITATION_DAYS} days. If you know nothing of this, do nothing.`,
    ],
  });
  return { invitation: { ...toInvitation(row, invitedBy), isExpired: false }, link, mail };
}

/** Takes an invitation back: its link leads nowhere from now on. @throws DomainError INVITATION_NOT_FOUND */
export async function revokeInvitation(ctx: OrganizationContext, { id }: InvitationRefInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    await lockOrganization(tx);
    const acting = await actingMember(tx);
    const [row] = await tx.db
      .update(invitation)
      .set({ status: "revoked", tokenHash: null })
      .where(and(pendingIn(tx), eq(invitation.id, id)))
      .returning();
    if (!row) throw notFound("INVITATION_NOT_FOUND", "There is no such open invitation in this organisation.", "id");
    refuseRoleChange({ actor: acting.role, from: null, to: roleOf(row), isSelf: false });
    await recordChange(tx, { action: "revoke", target: targetOf(row), before: told(row) });
    return { id };
  });
}

const pendingIn = (ctx: OrganizationContext) =>
  and(eq(invitation.organizationId, ctx.organizationId), eq(invitation.status, "pending"));

async function refuseMember(tx: OrganizationContext, email: string): Promise<void> {
  const [someone] = await tx.db
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, tx.organizationId), eq(user.email, email)));
  if (someone) throw conflict("ALREADY_MEMBER", `${email} belongs to this organisation already.`, "email");
}

async function refuseTooMany(tx: OrganizationContext): Promise<void> {
  const [open] = await tx.db
    .select({ n: count() })
    .from(invitation)
    .where(and(pendingIn(tx), gt(invitation.expiresAt, sql`now()`)));
  if (open!.n >= INVITATIONS_MAX) {
    throw conflict(
      "INVITATION_LIMIT_REACHED",
      `${INVITATIONS_MAX} invitations may be open at once. Take back one that is no longer needed.`,
    );
  }
  const waitS = await useUp(tx.db, { key: `invite:${tx.organizationId}`, max: PER_HOUR, windowS: 3_600 });
  if (waitS !== null) {
    throw new DomainError(
      "rate_limited",
      "RATE_LIMITED",
      `An organisation invites ${PER_HOUR} people an hour at most.`,
      {
        retryAfterS: waitS,
      },
    );
  }
}

/** The column has a role for every invitation of ours. */
export const roleOf = (row: InvitationRow) => row.role ?? "viewer";

export const targetOf = ({ id, email }: InvitationRow) => ({ kind: "invitation" as const, id, name: email });

const told = (row: InvitationRow) => ({
  email: row.email,
  role: row.role,
  apps: row.appIds ?? "all",
  expiresAt: row.expiresAt.toISOString(),
});

const toInvitation = (row: InvitationRow, invitedBy: string) => ({
  id: row.id,
  email: row.email,
  role: roleOf(row),
  appIds: row.appIds,
  invitedBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
