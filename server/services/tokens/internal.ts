import { createHash, randomBytes } from "node:crypto";
import type { TokenRow } from "#db/schema/index.ts";
import { badInput, notFound } from "#domain/errors.ts";
import type { TokenKind } from "#domain/scope.ts";
import type { Token } from "#domain/token.ts";
import type { AppContext } from "../../context.ts";

/** Every token looks like this, so that scanners of secrets can find one that leaked. */
export const TOKEN_PATTERN = /^at[sp]_[A-Za-z0-9_-]{43}$/;

/** 256 random bits behind a prefix that tells its kind. */
export const newToken = (kind: TokenKind) =>
  `${kind === "secret" ? "ats" : "atp"}_${randomBytes(32).toString("base64url")}`;

/** 32 random bytes need no slow hash: there is nothing to guess, and looking a hash up tells nothing by its time. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

export const prefixOf = (token: string) => token.slice(0, 8);

export const toToken = (row: TokenRow): Token => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  prefix: row.prefix,
  scopes: row.scopes,
  origins: row.origins,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  previousExpiresAt: row.previousExpiresAt?.toISOString() ?? null,
});

export const targetOf = ({ id, name }: TokenRow) => ({ kind: "token" as const, id, name });

export const audited = ({ name, kind, prefix, scopes, origins, expiresAt, previousExpiresAt }: TokenRow) => ({
  ...{ name, kind, prefix, scopes, origins },
  expiresAt: expiresAt?.toISOString() ?? null,
  previousExpiresAt: previousExpiresAt?.toISOString() ?? null,
});

export const tokenNotFound = (id: number) =>
  notFound("TOKEN_NOT_FOUND", `There is no token with id ${id} in this app.`, "id");

/** @throws DomainError INVALID_INPUT when it would have expired already. */
export async function futureInstant(ctx: AppContext, given: string | null | undefined): Promise<Date | null> {
  if (given === null || given === undefined) return null;
  const at = new Date(given);
  if (at <= (await ctx.clock.now(ctx.db)))
    throw badInput("INVALID_INPUT", "A token must expire in the future.", "expiresAt");
  return at;
}
