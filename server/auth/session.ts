import { and, desc, eq, sql } from "drizzle-orm";
import { member, organization, session as sessions } from "#db/schema/index.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import { type Container, getContainer } from "../container.ts";
import type { SignedIn } from "../services/members/index.ts";

/** A person signed in to the studio, in the organisation that they look at. */
export interface StudioSession {
  /** Id of the session itself. */
  id: string;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  /** The apps that they are let into; null for all of the organisation. */
  appIds: number[] | null;
}

type Deps = Pick<Container, "auth" | "db">;

/**
 * Who the request's cookie says is there, in the organisation they chose or else joined first; null when nobody is signed
 * in or they belong to none. The role is read each time: one that was lowered counts from the next request on.
 */
export async function findSession({ auth, db }: Deps, headers: Headers): Promise<StudioSession | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { session, user } = found;
  const [row] = await db
    .select({
      id: organization.id,
      name: organization.name,
      role: member.role,
      appIds: member.appIds,
      wasSeenLongAgo: sql<boolean>`${session.updatedAt.toISOString()}::timestamptz < now() - interval '1 minute'`,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, user.id))
    .orderBy(desc(sql`${member.organizationId} = ${session.activeOrganizationId ?? ""}`), member.createdAt, member.id)
    .limit(1);
  if (!row) return null;
  if (row.wasSeenLongAgo) await noteSeen(db, session.id);
  return {
    id: session.id,
    user: { id: user.id, name: user.name, email: user.email },
    organization: { id: row.id, name: row.name },
    role: row.role,
    appIds: isAtLeast(row.role, "admin") ? null : row.appIds,
  };
}

/** At most once a minute: a busy page must not write a row on every call. */
const noteSeen = (db: Deps["db"], id: string) =>
  db
    .update(sessions)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(sessions.id, id), sql`${sessions.updatedAt} < now() - interval '1 minute'`));

/** Who is signed in, whether or not they belong to an organisation; null for nobody. */
export async function findPerson({ auth }: Pick<Deps, "auth">, headers: Headers): Promise<SignedIn | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { id, name, email } = found.user;
  return { id, name, email, sessionId: found.session.id };
}

/** `findSession` in the system of this process. */
export async function getSession(headers: Headers): Promise<StudioSession | null> {
  return findSession(await getContainer(), headers);
}

/** `findPerson` in the system of this process. */
export async function getPerson(headers: Headers): Promise<SignedIn | null> {
  return findPerson(await getContainer(), headers);
}
