import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { apps, type TokenRow, tokens } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { CreateTokenInput, Token, TokenRefInput } from "#domain/token.ts";
import { type AppContext, actorName, type ServiceContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

const toToken = (row: TokenRow): Token => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  prefix: row.prefix,
  scopes: row.scopes,
  origins: row.origins,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

const targetOf = ({ id, name }: TokenRow) => ({ kind: "token" as const, id, name });

const audited = ({ name, kind, prefix, scopes, origins }: TokenRow) => ({ name, kind, prefix, scopes, origins });

/** 32 random bytes need no slow hash: there is nothing to guess. */
const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** The app's tokens that are in force, newest first; never the tokens themselves. */
export async function listTokens(ctx: AppContext): Promise<Token[]> {
  const rows = await ctx.db
    .select()
    .from(tokens)
    .where(and(eq(tokens.appId, ctx.appId), isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.id));
  return rows.map(toToken);
}

/** Creates a token. The answer holds it in plain text, this once: only its hash is stored. */
export async function createToken(ctx: AppContext, input: CreateTokenInput): Promise<Token & { token: string }> {
  const token = `${input.kind === "secret" ? "ats" : "atp"}_${randomBytes(32).toString("base64url")}`;
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(tokens)
      .values({
        appId: tx.appId,
        name: input.name,
        kind: input.kind,
        scopes: [...new Set(input.scopes)],
        origins: [...new Set(input.origins ?? [])],
        prefix: token.slice(0, 8),
        hash: hashToken(token),
        createdBy: actorName(tx.actor),
      })
      .returning();
    await recordChange(tx, { action: "create", target: targetOf(row!), after: audited(row!) });
    return { ...toToken(row!), token };
  });
}

/** Revokes a token at once, everywhere. @throws DomainError TOKEN_NOT_FOUND */
export async function revokeToken(ctx: AppContext, { id }: TokenRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(tokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(tokens.id, id), eq(tokens.appId, tx.appId), isNull(tokens.revokedAt)))
      .returning();
    if (!row) throw notFound("TOKEN_NOT_FOUND", `There is no token with id ${id} in this app.`, "id");
    await recordChange(tx, { action: "revoke", target: targetOf(row), before: audited(row) });
    return { id: row.id };
  });
}

/** The token in force that the text is, with its app's organisation; null when it is none. */
export async function findToken(
  ctx: Pick<ServiceContext, "db">,
  token: string,
): Promise<(TokenRow & { organizationId: string }) | null> {
  if (!/^at[sp]_[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await ctx.db
    .select({ token: tokens, organizationId: apps.organizationId })
    .from(tokens)
    .innerJoin(apps, eq(apps.id, tokens.appId))
    .where(and(eq(tokens.hash, hashToken(token)), isNull(tokens.revokedAt)));
  return row ? { ...row.token, organizationId: row.organizationId } : null;
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
