import { createHash } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq, sql } from "drizzle-orm";
import { account, passkey, session, twoFactor, user } from "#db/schema/index.ts";
import { RESET_LINK_MINUTES, type RequestResetInput, type ResetPasswordInput } from "#domain/account.ts";
import { badInput, DomainError } from "#domain/errors.ts";
import type { ServiceContext, Source } from "../../context.ts";
import { recordPersonal } from "../audit/index.ts";
import { useUp } from "../limits/index.ts";
import { inTransaction } from "../transaction.ts";
import { ownPassword } from "./check-password.ts";
import { createLink, redeemLink, revokeLinks } from "./links.ts";
import { mailPerson } from "./mail.ts";

type PublicContext = ServiceContext & { source?: Source | undefined };

/** Links that one address is mailed in an hour; more are asked for in vain, and nobody is told. */
const LINKS_PER_HOUR = 3;
/** How often one place may ask in an hour. */
const ASKED_PER_HOUR = 20;

/** Where a link to a new password leads: to our own address, whatever name the request came by. */
export const resetLink = (ctx: Pick<ServiceContext, "publicUrl">, token: string) =>
  `${ctx.publicUrl}/reset-password?token=${token}`;

/**
 * Mails a link to a new password, if the address is somebody's. The answer is the same for each address, and comes as
 * fast: whether there is an account is found out when it has been given.
 *
 * @throws DomainError MAIL_NOT_SET_UP, RATE_LIMITED by the place that asks.
 */
export async function requestReset(
  ctx: PublicContext,
  { email }: RequestResetInput,
): Promise<{ mailed: Promise<void> }> {
  if (!ctx.messenger.mail)
    throw badInput(
      "MAIL_NOT_SET_UP",
      "This server sends no mails. Ask an admin of your organisation for a reset link.",
    );
  const waitS = ctx.source?.ip
    ? await useUp(ctx.db, { key: `reset-from:${ctx.source.ip}`, max: ASKED_PER_HOUR, windowS: 3_600 })
    : null;
  if (waitS !== null) {
    throw new DomainError("rate_limited", "RATE_LIMITED", "Too many links were asked for from here. Try again later.", {
      retryAfterS: waitS,
    });
  }
  // Not waited for. A mail that does not go is asked for again by whoever misses it.
  return { mailed: mailLink(ctx, email).catch(() => {}) };
}

async function mailLink(ctx: PublicContext, email: string): Promise<void> {
  const key = `reset-for:${createHash("sha256").update(email).digest("hex")}`;
  if ((await useUp(ctx.db, { key, max: LINKS_PER_HOUR, windowS: 3_600 })) !== null) return;
  const [person] = await ctx.db.select().from(user).where(eq(user.email, email));
  if (!person) return;
  const token = await createLink(ctx, {
    purpose: "new-password",
    facts: { userId: person.id, mailedTo: email },
    minutes: RESET_LINK_MINUTES,
  });
  await recordPersonal(ctx, { person, actor: null, source: ctx.source, action: "ask-for-password-link" });
  await mailPerson(ctx, {
    to: email,
    subject: "A new password for App Tasks",
    paragraphs: [
      `Hello ${person.name},`,
      "somebody asked for a new password for your account. If it was you, choose one here:",
      resetLink(ctx, token),
      `The link works once, for ${RESET_LINK_MINUTES} minutes. If it was not you, do nothing: your password stays as it is.`,
    ],
  });
}

/**
 * Sets a new password by a link, and ends all of the person's sessions. A second factor stays: a link is no way around it.
 * A mailed link shows the address to be theirs; where that was never shown before, second factors and passkeys may be of
 * somebody who took the address in vain, and go.
 *
 * @throws DomainError LINK_INVALID
 */
export async function resetPassword(
  ctx: PublicContext,
  { token, password }: ResetPasswordInput,
): Promise<{ email: string }> {
  const hash = await hashPassword(password);
  return inTransaction(ctx, async (tx) => {
    const { userId, mailedTo } = await redeemLink(tx, "new-password", token);
    const [person] = await tx.db.select().from(user).where(eq(user.id, userId)).for("update");
    if (!person) throw badInput("LINK_INVALID", "The account of this link is no longer there.", "token");
    await tx.db.update(account).set({ password: hash, updatedAt: sql`now()` }).where(ownPassword(userId));
    await tx.db.delete(session).where(eq(session.userId, userId));
    await revokeLinks(tx, "new-password", userId);
    const isFirstProof = mailedTo === person.email && !person.emailVerified;
    if (isFirstProof) {
      await tx.db.delete(passkey).where(eq(passkey.userId, userId));
      await tx.db.delete(twoFactor).where(eq(twoFactor.userId, userId));
      await tx.db.update(user).set({ emailVerified: true, twoFactorEnabled: false }).where(eq(user.id, userId));
    }
    await recordPersonal(tx, {
      person,
      actor: null,
      source: tx.source,
      action: "reset-password",
      after: {
        by: mailedTo === null ? "link of an admin" : "mailed link",
        ...(isFirstProof && { emailVerified: true }),
      },
    });
    return { email: person.email };
  });
}
