import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { member, organization, session } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { OrganizationMembership, OrganizationNameInput, OrganizationRefInput } from "#domain/member.ts";
import type { PersonContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

/** The organisations that the person belongs to, by name. */
export async function listOrganizations(ctx: PersonContext): Promise<OrganizationMembership[]> {
  const rows = await ctx.db
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, ctx.actor.id))
    .orderBy(asc(sql`lower(${organization.name})`), asc(organization.id));
  return rows.map((row) => ({ ...row, isActive: row.id === ctx.organizationId }));
}

/** Makes an organisation of which the person is the owner, and looks at it from now on. */
export async function createOrganization(ctx: PersonContext, { name }: OrganizationNameInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const id = randomUUID();
    await tx.db.insert(organization).values({ id, name, slug: id });
    await tx.db.insert(member).values({ id: randomUUID(), organizationId: id, userId: tx.actor.id, role: "owner" });
    await tx.db.update(session).set({ activeOrganizationId: id }).where(eq(session.id, tx.sessionId));
    await recordChange(
      { ...tx, organizationId: id },
      { action: "create", target: targetOf(id, name), after: { name } },
    );
    return { id };
  });
}

export async function renameOrganization(
  ctx: PersonContext,
  { name }: OrganizationNameInput,
): Promise<{ name: string }> {
  return inTransaction(ctx, async (tx) => {
    const own = eq(organization.id, tx.organizationId);
    const [before] = await tx.db.select({ name: organization.name }).from(organization).where(own).for("update");
    await tx.db.update(organization).set({ name }).where(own);
    await recordChange(tx, { action: "update", target: targetOf(tx.organizationId, name), before, after: { name } });
    return { name };
  });
}

/**
 * What this session looks at from now on; other sessions of the person stay where they are.
 *
 * @throws DomainError ORGANIZATION_NOT_FOUND for one that they do not belong to
 */
export async function setActiveOrganization(ctx: PersonContext, { id }: OrganizationRefInput): Promise<{ id: string }> {
  const [found] = await ctx.db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.organizationId, id), eq(member.userId, ctx.actor.id)));
  if (!found) throw notFound("ORGANIZATION_NOT_FOUND", "You belong to no such organisation.", "id");
  await ctx.db.update(session).set({ activeOrganizationId: id }).where(eq(session.id, ctx.sessionId));
  return { id };
}

const targetOf = (id: string, name: string) => ({ kind: "organization" as const, id, name });
