import { and, eq, isNull, sql } from "drizzle-orm";
import { tokens } from "#db/schema/index.ts";
import { TOKEN_OVERLAP_HOURS_DEFAULT } from "#domain/limits.ts";
import type { CreateTokenInput, RotateTokenInput, Token, TokenRefInput } from "#domain/token.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { audited, futureInstant, hashToken, newToken, prefixOf, targetOf, tokenNotFound, toToken } from "./internal.ts";

/**
 * Creates a token. The answer holds it in plain text, this once: only its hash is stored.
 *
 * @throws DomainError INVALID_INPUT for an expiry in the past.
 */
export async function createToken(ctx: AppContext, input: CreateTokenInput): Promise<Token & { token: string }> {
  const token = newToken(input.kind);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(tokens)
      .values({
        appId: tx.appId,
        name: input.name,
        kind: input.kind,
        scopes: [...new Set(input.scopes)],
        origins: [...new Set(input.origins ?? [])],
        prefix: prefixOf(token),
        hash: hashToken(token),
        expiresAt: await futureInstant(tx, input.expiresAt),
        createdBy: actorName(tx.actor),
      })
      .returning();
    await recordChange(tx, { action: "create", target: targetOf(row!), after: audited(row!) });
    return { ...toToken(row!), token };
  });
}

/**
 * Gives a token a new text, shown this once. The old one stays good for the overlap, so that nothing stands still while
 * the new one is put in its place, but never past its own expiry; one that was still good from an earlier rotation ends now.
 *
 * @throws DomainError TOKEN_NOT_FOUND, INVALID_INPUT for an expiry in the past.
 */
export async function rotateToken(
  ctx: AppContext,
  { id, overlapHours = TOKEN_OVERLAP_HOURS_DEFAULT, expiresAt }: RotateTokenInput,
): Promise<Token & { token: string }> {
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select().from(tokens).where(inForce(tx, id)).for("no key update");
    if (!before) throw tokenNotFound(id);
    const token = newToken(before.kind);
    const [row] = await tx.db
      .update(tokens)
      .set({
        prefix: prefixOf(token),
        hash: hashToken(token),
        previousHash: before.hash,
        // Without an expiry of its own there is a null, which least() leaves out.
        previousExpiresAt: sql`least(now() + make_interval(hours => ${overlapHours}), ${before.expiresAt}::timestamptz)`,
        ...(expiresAt !== undefined && { expiresAt: await futureInstant(tx, expiresAt) }),
      })
      .where(eq(tokens.id, id))
      .returning();
    const change = { target: targetOf(row!), before: audited(before), after: audited(row!) };
    await recordChange(tx, { action: "rotate", ...change });
    return { ...toToken(row!), token };
  });
}

/** Revokes a token at once, everywhere. @throws DomainError TOKEN_NOT_FOUND */
export async function revokeToken(ctx: AppContext, { id }: TokenRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.update(tokens).set({ revokedAt: sql`now()` }).where(inForce(tx, id)).returning();
    if (!row) throw tokenNotFound(id);
    await recordChange(tx, { action: "revoke", target: targetOf(row), before: audited(row) });
    return { id: row.id };
  });
}

const inForce = (tx: AppContext, id: number) =>
  and(eq(tokens.id, id), eq(tokens.appId, tx.appId), isNull(tokens.revokedAt));
