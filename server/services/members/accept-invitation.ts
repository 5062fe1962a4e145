import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { account, invitation, member, organization, session, user } from "#db/schema/index.ts";
import { conflict, DomainError, notFound } from "#domain/errors.ts";
import type { AcceptInvitationInput, InvitationLinkInput, InvitationView } from "#domain/member.ts";
import { roleChangeRefusal } from "#domain/role.ts";
import type { ServiceContext, Source } from "../../context.ts";
import { hashLinkToken, mailVerification } from "../accounts/index.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { type InvitationRow, lockOrganization } from "./internal.ts";
import { roleOf, targetOf } from "./invitations.ts";

/** Who is signed in where the link was opened, whether or not they belong to an organisation. */
export interface SignedIn {
  id: string;
  name: string;
  email: string;
  sessionId: string;
}

type PublicContext = ServiceContext & { source?: Source | undefined };

/** What an invitation is for, for whoever holds its link. It does not tell whether its address has an account. */
export async function viewInvitation(
  ctx: ServiceContext,
  { token }: InvitationLinkInput,
  signedIn: SignedIn | null,
): Promise<InvitationView> {
  const { row, organizationName, inviter } = await findByLink(ctx, token);
  return {
    organization: organizationName,
    email: row.email,
    role: roleOf(row),
    invitedBy: inviter.name,
    expiresAt: row.expiresAt.toISOString(),
    signedInAs: signedIn?.email ?? null,
  };
}

/**
 * Makes whoever holds the link a member: the person of its address, signed in, or a newcomer, who gets an account with it.
 * Of any number that use a link, one does.
 *
 * @throws DomainError INVITATION_NOT_FOUND, INVITATION_FOR_ANOTHER for somebody of another address, ACCOUNT_EXISTS when
 * the newcomer is none, UNAUTHORIZED when nobody is signed in and no newcomer is told of.
 */
export async function acceptInvitation(
  ctx: PublicContext,
  { token, newcomer }: AcceptInvitationInput,
  signedIn: SignedIn | null,
): Promise<{ email: string; organization: string }> {
  const passwordHash = newcomer && (await hashPassword(newcomer.password));
  const accepted = await inTransaction(ctx, async (tx) => {
    const found = await findByLink(tx, token);
    const { row, organizationName } = found;
    const inOrganization = { ...tx, organizationId: row.organizationId, actor: { kind: "system" as const } };
    await lockOrganization(inOrganization);
    // Again, now that nobody else can use it or take it back.
    await findByLink(tx, token);
    const person = passwordHash
      ? await createPerson(tx, { email: row.email, name: newcomer.name, passwordHash })
      : theInvited(row, signedIn);
    const [joined] = await tx.db
      .insert(member)
      .values({
        id: randomUUID(),
        organizationId: row.organizationId,
        userId: person.id,
        role: roleOf(row),
        appIds: row.appIds,
      })
      .onConflictDoNothing()
      .returning();
    if (!joined) throw conflict("ALREADY_MEMBER", `You belong to ${organizationName} already.`);
    await tx.db.update(invitation).set({ status: "accepted", tokenHash: null }).where(eq(invitation.id, row.id));
    if (signedIn?.id === person.id) {
      await tx.db
        .update(session)
        .set({ activeOrganizationId: row.organizationId })
        .where(eq(session.id, signedIn.sessionId));
    }
    const actor = { kind: "user" as const, id: person.id, name: person.name };
    const trail = { ...inOrganization, actor, ...(tx.source && { source: tx.source }) };
    const after = { role: joined.role, apps: joined.appIds ?? "all", ...(newcomer && { newAccount: true }) };
    await recordChange(trail, { action: "accept", target: targetOf(row), after });
    return { person, organization: organizationName };
  });
  // The link may have been handed over: it shows nothing of whose the address is.
  if (newcomer) void mailVerification(ctx, accepted.person).catch(() => {});
  return { email: accepted.person.email, organization: accepted.organization };
}

const invitationNotFound = () =>
  notFound(
    "INVITATION_NOT_FOUND",
    "This invitation was used already, was taken back, or its time is over. Ask for a new one.",
    "token",
  );

/** An invitation holds as long as whoever sent it could send it still. */
async function findByLink(
  ctx: ServiceContext,
  token: string,
): Promise<{ row: InvitationRow; organizationName: string; inviter: { name: string } }> {
  const [found] = await ctx.db
    .select({ row: invitation, organizationName: organization.name, inviterName: user.name, inviterRole: member.role })
    .from(invitation)
    .innerJoin(organization, eq(organization.id, invitation.organizationId))
    .innerJoin(user, eq(user.id, invitation.inviterId))
    .innerJoin(
      member,
      and(eq(member.userId, invitation.inviterId), eq(member.organizationId, invitation.organizationId)),
    )
    .where(
      and(
        eq(invitation.tokenHash, hashLinkToken(token)),
        eq(invitation.status, "pending"),
        gt(invitation.expiresAt, sql`now()`),
      ),
    );
  if (!found) throw invitationNotFound();
  const change = { actor: found.inviterRole, from: null, to: roleOf(found.row), isSelf: false };
  if (roleChangeRefusal(change)) throw invitationNotFound();
  return { row: found.row, organizationName: found.organizationName, inviter: { name: found.inviterName } };
}

function theInvited(row: InvitationRow, signedIn: SignedIn | null): SignedIn {
  if (!signedIn) {
    throw new DomainError("unauthorized", "UNAUTHORIZED", `Sign in as ${row.email} first, or make an account with it.`);
  }
  if (signedIn.email !== row.email) {
    throw conflict(
      "INVITATION_FOR_ANOTHER",
      `This invitation is for ${row.email}, and you are signed in as ${signedIn.email}.`,
    );
  }
  return signedIn;
}

async function createPerson(
  tx: PublicContext,
  { email, name, passwordHash }: { email: string; name: string; passwordHash: string },
): Promise<{ id: string; name: string; email: string }> {
  const [person] = await tx.db.insert(user).values({ id: randomUUID(), name, email }).onConflictDoNothing().returning();
  if (!person) {
    throw conflict("ACCOUNT_EXISTS", `${email} has an account already. Sign in with it to accept.`, "email");
  }
  await tx.db.insert(account).values({
    id: randomUUID(),
    accountId: person.id,
    providerId: "credential",
    userId: person.id,
    password: passwordHash,
  });
  return person;
}
