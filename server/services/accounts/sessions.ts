import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
import { session } from "#db/schema/index.ts";
import type { SessionInfo, SessionRefInput } from "#domain/account.ts";
import { notFound } from "#domain/errors.ts";
import type { PersonContext } from "../../context.ts";
import { recordPersonal } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

type SessionRow = typeof session.$inferSelect;

/** Where the person is signed in, last seen first. */
export async function listSessions(ctx: PersonContext): Promise<SessionInfo[]> {
  const rows = await ctx.db
    .select()
    .from(session)
    .where(and(ofPerson(ctx), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.updatedAt), session.id);
  return rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === ctx.sessionId,
    ip: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.updatedAt.toISOString(),
  }));
}

/** Ends one of the person's sessions: its next request finds nobody signed in. @throws DomainError SESSION_NOT_FOUND */
export async function revokeSession(ctx: PersonContext, { id }: SessionRefInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(session)
      .where(and(ofPerson(tx), eq(session.id, id)))
      .returning();
    if (!row) throw notFound("SESSION_NOT_FOUND", "You have no such session: it may have ended already.", "id");
    await note(tx, row);
    return { id };
  });
}

/** Ends all of the person's sessions but the one that asks. */
export async function revokeOtherSessions(ctx: PersonContext): Promise<{ ended: number }> {
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .delete(session)
      .where(and(ofPerson(tx), ne(session.id, tx.sessionId)))
      .returning();
    for (const row of rows) await note(tx, row);
    return { ended: rows.length };
  });
}

const ofPerson = (ctx: PersonContext) => eq(session.userId, ctx.actor.id);

/** The session's token is a secret: the id names it. */
const note = (tx: PersonContext, row: SessionRow) =>
  recordPersonal(tx, {
    person: tx.actor,
    source: tx.source,
    action: "revoke",
    target: { kind: "session", id: row.id, name: `of ${tx.actor.name}` },
    before: { ip: row.ipAddress, userAgent: row.userAgent, createdAt: row.createdAt.toISOString() },
  });
