import { asc, eq, gt, sql } from "drizzle-orm";
import { member, passkey, session, user } from "#db/schema/index.ts";
import type { Member } from "#domain/member.ts";
import { isAtLeast } from "#domain/role.ts";
import type { OrganizationContext } from "../../context.ts";
import { actingMember } from "./internal.ts";

/** The people of the organisation by name. How they sign in and when they were last seen is for admins. */
export async function listMembers(ctx: OrganizationContext): Promise<Member[]> {
  const acting = await actingMember(ctx);
  const forAdmins = isAtLeast(acting.role, "admin");
  const rows = await ctx.db
    .select({
      member,
      name: user.name,
      email: user.email,
      hasSecondFactor: sql<boolean>`${user.twoFactorEnabled} or exists (select 1 from ${passkey} where ${passkey.userId} = ${user.id})`,
      lastSeenAt: sql<
        string | null
      >`(select max(${session.updatedAt}) from ${session} where ${session.userId} = ${user.id} and ${gt(session.expiresAt, sql`now()`)})`,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organizationId, ctx.organizationId))
    .orderBy(asc(sql`lower(${user.name})`), asc(member.id));
  return rows.map(({ member: row, name, email, hasSecondFactor, lastSeenAt }) => ({
    id: row.id,
    userId: row.userId,
    name,
    email,
    role: row.role,
    appIds: row.appIds,
    isYou: row.id === acting.id,
    joinedAt: row.createdAt.toISOString(),
    hasSecondFactor: forAdmins ? hasSecondFactor : null,
    lastSeenAt: forAdmins && lastSeenAt ? new Date(lastSeenAt).toISOString() : null,
  }));
}
