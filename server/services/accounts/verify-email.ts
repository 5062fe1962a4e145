import { eq } from "drizzle-orm";
import { user } from "#db/schema/index.ts";
import { type LinkInput, VERIFICATION_LINK_HOURS } from "#domain/account.ts";
import { badInput, DomainError } from "#domain/errors.ts";
import type { MailOutcome } from "#domain/member.ts";
import type { PersonContext, ServiceContext, Source } from "../../context.ts";
import { recordPersonal } from "../audit/index.ts";
import { useUp } from "../limits/index.ts";
import { inTransaction } from "../transaction.ts";
import { createLink, redeemLink } from "./links.ts";
import { mailPerson } from "./mail.ts";

const LINKS_PER_HOUR = 5;

/** Mails the person a link that shows their address to be theirs. @throws DomainError MAIL_NOT_SET_UP, RATE_LIMITED */
export async function sendVerification(ctx: PersonContext): Promise<{ mail: MailOutcome }> {
  if (!ctx.messenger.mail) throw badInput("MAIL_NOT_SET_UP", "This server sends no mails.");
  const key = `verify:${ctx.actor.id}`;
  const waitS = await useUp(ctx.db, { key, max: LINKS_PER_HOUR, windowS: 3_600 });
  if (waitS !== null) {
    throw new DomainError("rate_limited", "RATE_LIMITED", "Several links were sent already. Look into your mailbox.", {
      retryAfterS: waitS,
    });
  }
  const [person] = await ctx.db.select().from(user).where(eq(user.id, ctx.actor.id));
  return { mail: await mailVerification(ctx, person!) };
}

export async function mailVerification(
  ctx: ServiceContext,
  person: { id: string; name: string; email: string },
): Promise<MailOutcome> {
  const token = await createLink(ctx, {
    purpose: "own-address",
    facts: { userId: person.id, mailedTo: person.email },
    minutes: VERIFICATION_LINK_HOURS * 60,
  });
  return mailPerson(ctx, {
    to: person.email,
    subject: "Is this your address?",
    paragraphs: [
      `Hello ${person.name},`,
      "an account at App Tasks has this address. Show that it is yours:",
      `${ctx.publicUrl}/verify-email?token=${token}`,
      `The link works once, for ${VERIFICATION_LINK_HOURS} hours. If you have no such account, do nothing.`,
    ],
  });
}

/** Notes that the address is theirs. @throws DomainError LINK_INVALID, also when the address changed meanwhile */
export async function verifyEmail(
  ctx: ServiceContext & { source?: Source | undefined },
  { token }: LinkInput,
): Promise<{ email: string }> {
  return inTransaction(ctx, async (tx) => {
    const { userId, mailedTo } = await redeemLink(tx, "own-address", token);
    const [person] = await tx.db.select().from(user).where(eq(user.id, userId)).for("update");
    if (!person || person.email !== mailedTo)
      throw badInput("LINK_INVALID", "This link is for an address that is no longer in use.", "token");
    if (!person.emailVerified) {
      await tx.db.update(user).set({ emailVerified: true }).where(eq(user.id, userId));
      await recordPersonal(tx, { person, source: tx.source, action: "verify-email", after: { email: person.email } });
    }
    return { email: person.email };
  });
}
