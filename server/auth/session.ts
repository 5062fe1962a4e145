import { asc, eq } from "drizzle-orm";
import { member, organization } from "#db/schema/index.ts";
import { type Container, getContainer } from "../container.ts";

export interface StudioSession {
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
}

/** Who the request's cookie says is there, with the organisation they belong to; null when nobody is signed in. */
export async function findSession(
  { auth, db }: Pick<Container, "auth" | "db">,
  headers: Headers,
): Promise<StudioSession | null> {
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const [row] = await db
    .select({ id: organization.id, name: organization.name })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, session.user.id))
    .orderBy(asc(member.createdAt))
    .limit(1);
  if (!row) return null;
  const { id, name, email } = session.user;
  return { user: { id, name, email }, organization: row };
}

/** `findSession` in the system of this process. */
export async function getSession(headers: Headers): Promise<StudioSession | null> {
  return findSession(await getContainer(), headers);
}
