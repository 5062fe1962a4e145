import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { apps, type TokenRow, tokens } from "#db/schema/index.ts";
import type { CurrentToken, Token } from "#domain/token.ts";
import type { AppContext, ServiceContext } from "../../context.ts";
import { hashToken, TOKEN_PATTERN, toToken } from "./internal.ts";

/** A token that somebody sent, with its app's organisation. */
export interface FoundToken extends TokenRow {
  organizationId: string;
  /** Whether what was sent is the text from before the last rotation. */
  isPrevious: boolean;
}

/** The app's tokens that were not revoked, newest first; never the tokens themselves. */
export async function listTokens(ctx: AppContext): Promise<Token[]> {
  const rows = await ctx.db
    .select()
    .from(tokens)
    .where(and(eq(tokens.appId, ctx.appId), isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.id));
  return rows.map(toToken);
}

/** The token that the text is or was; null when it was never one. Whether it is in force, `tokenRefusal` says. */
export async function findToken(ctx: Pick<ServiceContext, "db">, token: string): Promise<FoundToken | null> {
  if (!TOKEN_PATTERN.test(token)) return null;
  const hash = hashToken(token);
  const [row] = await ctx.db
    .select({ token: tokens, organizationId: apps.organizationId })
    .from(tokens)
    .innerJoin(apps, eq(apps.id, tokens.appId))
    .where(or(eq(tokens.hash, hash), eq(tokens.previousHash, hash)));
  return row ? { ...row.token, organizationId: row.organizationId, isPrevious: row.token.hash !== hash } : null;
}

/** What a token that was let in may know of itself; never its text. */
export async function describeToken(ctx: Pick<ServiceContext, "db">, token: FoundToken): Promise<CurrentToken> {
  const { id, name, kind, scopes, expiresAt } = toToken(token);
  const [app] = await ctx.db.select({ id: apps.id, name: apps.name }).from(apps).where(eq(apps.id, token.appId));
  // Its row refers to the app's, and goes with it.
  return { id, name, kind, scopes, expiresAt, app: app! };
}

/** Why the token is not in force, as a sentence; null when it is. */
export function tokenRefusal(token: FoundToken, now: Date): string | null {
  if (token.revokedAt) return "That token was revoked.";
  if (token.expiresAt && token.expiresAt <= now) return "That token has expired.";
  if (token.isPrevious && !(token.previousExpiresAt && token.previousExpiresAt > now))
    return "That token was replaced by a new one.";
  return null;
}

/** Notes that a token was used, at most once a minute: a busy token must not write a row on every call. */
export async function noteTokenUse(ctx: Pick<ServiceContext, "db">, id: number): Promise<void> {
  await ctx.db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(eq(tokens.id, id), sql`(${tokens.lastUsedAt} is null or ${tokens.lastUsedAt} < now() - interval '1 minute')`),
    );
}
