import { hashPassword } from "better-auth/crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { account, session, user } from "#db/schema/index.ts";
import type { Account, ChangePasswordInput, RenameInput } from "#domain/account.ts";
import { unauthorized } from "#domain/errors.ts";
import type { PersonContext } from "../../context.ts";
import { recordPersonal } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { checkPassword, ownPassword } from "./check-password.ts";
import { listPasskeys } from "./passkeys.ts";

export async function getAccount(ctx: PersonContext): Promise<Account> {
  const [row] = await ctx.db.select().from(user).where(eq(user.id, ctx.actor.id));
  if (!row) throw unauthorized("This account is no longer there.");
  return {
    name: row.name,
    email: row.email,
    isEmailVerified: row.emailVerified,
    hasTotp: row.twoFactorEnabled,
    passkeys: await listPasskeys(ctx),
    canMail: ctx.messenger.mail !== null,
  };
}

/** Changes what a person is called, from now on: what they did under the old name keeps it. */
export async function renameAccount(ctx: PersonContext, { name }: RenameInput): Promise<{ name: string }> {
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select({ name: user.name }).from(user).where(eq(user.id, tx.actor.id)).for("update");
    await tx.db.update(user).set({ name, updatedAt: sql`now()` }).where(eq(user.id, tx.actor.id));
    if (before?.name !== name)
      await recordPersonal(tx, {
        person: { id: tx.actor.id, name },
        source: tx.source,
        action: "rename",
        before,
        after: { name },
      });
    return { name };
  });
}

/**
 * Puts a new password in the place of the old one, and ends all other sessions: whoever knew the old one is out.
 *
 * @throws DomainError PASSWORD_WRONG, RATE_LIMITED.
 */
export async function changePassword(
  ctx: PersonContext,
  { current, next }: ChangePasswordInput,
): Promise<{ endedSessions: number }> {
  const userId = ctx.actor.id;
  await checkPassword(ctx, { userId, password: current, field: "current" });
  const password = await hashPassword(next);
  return inTransaction(ctx, async (tx) => {
    await tx.db.update(account).set({ password, updatedAt: sql`now()` }).where(ownPassword(userId));
    const ended = await tx.db
      .delete(session)
      .where(and(eq(session.userId, userId), ne(session.id, tx.sessionId)))
      .returning({ id: session.id });
    await recordPersonal(tx, {
      person: tx.actor,
      source: tx.source,
      action: "change-password",
      after: { endedSessions: ended.length },
    });
    return { endedSessions: ended.length };
  });
}
