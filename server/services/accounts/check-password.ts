import { verifyPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { account } from "#db/schema/index.ts";
import { badInput, DomainError } from "#domain/errors.ts";
import type { ServiceContext } from "../../context.ts";
import { giveBack, useUp } from "../limits/index.ts";

/** Wrong passwords that somebody who is signed in may write in a quarter of an hour: their session may be a thief's. */
const WRONG_MAX = 10;
const WINDOW_S = 900;

export const ownPassword = (userId: string) => and(eq(account.userId, userId), eq(account.providerId, "credential"));

/** The limit's key; the sign-in's own checks of a signed-in person's password count with it. */
export const passwordKey = (userId: string) => `password:${userId}`;

/** Takes one attempt. @throws DomainError RATE_LIMITED */
export async function takePasswordAttempt({ db }: Pick<ServiceContext, "db">, userId: string): Promise<void> {
  const waitS = await useUp(db, { key: passwordKey(userId), max: WRONG_MAX, windowS: WINDOW_S });
  if (waitS !== null) {
    throw new DomainError(
      "rate_limited",
      "RATE_LIMITED",
      "The password was wrong too often. Wait a quarter of an hour and try again.",
      { retryAfterS: waitS },
    );
  }
}

/**
 * Makes sure that whoever is signed in knows the password too.
 *
 * @throws DomainError PASSWORD_WRONG naming the field, RATE_LIMITED.
 */
export async function checkPassword(
  ctx: Pick<ServiceContext, "db">,
  { userId, password, field }: { userId: string; password: string; field: string },
): Promise<void> {
  await takePasswordAttempt(ctx, userId);
  const [row] = await ctx.db.select({ hash: account.password }).from(account).where(ownPassword(userId));
  if (!row?.hash || !(await verifyPassword({ hash: row.hash, password })))
    throw badInput("PASSWORD_WRONG", "That is not your password.", field);
  await giveBack(ctx.db, passwordKey(userId));
}
