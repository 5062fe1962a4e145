import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { apps, type SecretRow, secrets } from "#db/schema/index.ts";
import { USER_TOKEN_HOURS_MAX } from "#domain/limits.ts";
import type { RotateUserKeyInput, UserKeyInfo } from "#domain/user.ts";
import { type AppContext, actorName, type ServiceContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { tryOpenRow } from "../secrets/index.ts";
import { inTransaction } from "../transaction.ts";

/** A token lives no longer than this, so after it the key before has nothing left to open. */
const PREVIOUS_GOOD_FOR_MS = USER_TOKEN_HOURS_MAX * 3_600_000;

/** About the key that signs the app's user tokens, never the key itself; null when none was made. */
export async function getUserKey(ctx: AppContext): Promise<UserKeyInfo | null> {
  const { current, previous } = await readKeys(ctx, ctx.appId);
  if (!current) return null;
  const until = previous && previousUntil(previous);
  return {
    createdAt: current.updatedAt.toISOString(),
    createdBy: current.updatedBy,
    previousUntil: until && until > (await ctx.clock.now()) ? until.toISOString() : null,
  };
}

/**
 * Makes the app's key, or a new one in its place. The answer holds it in plain text, this once. Tokens of the key before
 * stay good for as long as one can live, unless `keepPrevious` is false; those of the one before that are refused.
 */
export async function rotateUserKey(
  ctx: AppContext,
  { keepPrevious = true }: RotateUserKeyInput,
): Promise<{ key: string }> {
  const key = `auk_${randomBytes(32).toString("base64url")}`;
  await inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const { current } = await readKeys(tx, tx.appId);
    const old = current && keepPrevious ? tryOpenRow(tx, current) : null;
    await tx.db.delete(secrets).where(and(eq(secrets.appId, tx.appId), eq(secrets.kind, "user-key")));
    await insertKey(tx, "current", key);
    if (old !== null) await insertKey(tx, "previous", old);
    const target = { kind: "user-key" as const, id: "current", name: "User key" };
    await recordChange(tx, { action: current ? "rotate" : "create", target, after: { keepPrevious: old !== null } });
  });
  return { key };
}

/** The keys whose tokens are good now, newest first. A key that SECRET_KEY no longer opens is not among them. */
export async function userKeysInForce(
  ctx: Pick<ServiceContext, "db" | "vault">,
  appId: number,
  now: Date,
): Promise<string[]> {
  const { current, previous } = await readKeys(ctx, appId);
  const good = [current, previous && previousUntil(previous) > now ? previous : undefined];
  return good.map((row) => (row ? tryOpenRow(ctx, row) : null)).filter((key) => key !== null);
}

async function readKeys(
  { db }: Pick<ServiceContext, "db">,
  appId: number,
): Promise<{ current?: SecretRow; previous?: SecretRow }> {
  const rows = await db
    .select()
    .from(secrets)
    .where(and(eq(secrets.appId, appId), eq(secrets.kind, "user-key")));
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

const previousUntil = (previous: SecretRow) => new Date(previous.updatedAt.getTime() + PREVIOUS_GOOD_FOR_MS);

async function insertKey(tx: AppContext, name: "current" | "previous", key: string): Promise<void> {
  const sealed = tx.vault.seal(key, { appId: tx.appId, kind: "user-key", name });
  await tx.db.insert(secrets).values({
    appId: tx.appId,
    kind: "user-key",
    name,
    ...sealed,
    updatedBy: actorName(tx.actor),
    updatedAt: sql`now()`,
  });
}
