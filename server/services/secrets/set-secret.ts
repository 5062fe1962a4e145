import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { apps, secrets } from "#db/schema/index.ts";
import { badInput, conflict } from "#domain/errors.ts";
import { SECRETS_BYTES_MAX, SECRETS_PER_APP_MAX, type SetSecretInput, VALUE_KINDS } from "#domain/secret.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

/**
 * Keeps a value under a name, replacing the one that was there. A name is a secret's or a variable's, not both.
 *
 * @throws DomainError NAME_ALREADY_EXISTS when the name belongs to the other kind, SECRET_LIMIT_REACHED by count or size.
 */
export async function setSecret(ctx: AppContext, { name, kind, value }: SetSecretInput): Promise<{ name: string }> {
  await inTransaction(ctx, async (tx) => {
    // Held, so that values set at the same moment count one after the other.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    await refuseOtherKind(tx, name, kind);
    await refuseTooMuch(tx, name, value);
    const sealed = tx.vault.seal(value, { appId: tx.appId, kind, name });
    const change = { ...sealed, updatedBy: actorName(tx.actor), updatedAt: sql`now()` };
    const [{ isNew }] = (await tx.db
      .insert(secrets)
      .values({ appId: tx.appId, kind, name, ...change })
      .onConflictDoUpdate({ target: [secrets.appId, secrets.kind, secrets.name], set: change })
      // A row that the insert made was written by no transaction before it.
      .returning({ isNew: sql<boolean>`xmax = 0` })) as [{ isNew: boolean }];
    await recordChange(tx, {
      action: isNew ? "create" : "replace",
      target: { kind: "secret", id: name, name },
      after: { kind },
    });
  });
  return { name };
}

async function refuseOtherKind(tx: AppContext, name: string, kind: SetSecretInput["kind"]): Promise<void> {
  const [other] = await tx.db
    .select({ kind: secrets.kind })
    .from(secrets)
    .where(
      and(
        eq(secrets.appId, tx.appId),
        eq(secrets.name, name),
        inArray(secrets.kind, [...VALUE_KINDS]),
        ne(secrets.kind, kind),
      ),
    );
  if (other) {
    throw conflict(
      "NAME_ALREADY_EXISTS",
      `There is a ${other.kind} named "${name}" already. Remove it first, or choose another name.`,
      "name",
    );
  }
}

async function refuseTooMuch(tx: AppContext, name: string, value: string): Promise<void> {
  const [others] = await tx.db
    .select({
      count: sql<number>`count(*)::int`,
      // Four letters of base64 are three bytes, of which 28 are not the value's.
      bytes: sql<number>`coalesce(sum(length(${secrets.ciphertext}) / 4 * 3 - 28), 0)::int`,
    })
    .from(secrets)
    .where(and(eq(secrets.appId, tx.appId), inArray(secrets.kind, [...VALUE_KINDS]), ne(secrets.name, name)));
  if (others!.count >= SECRETS_PER_APP_MAX) {
    throw conflict(
      "SECRET_LIMIT_REACHED",
      `This app has ${others!.count} secrets and variables; at most ${SECRETS_PER_APP_MAX} are allowed. Remove one that is no longer read.`,
      "name",
    );
  }
  if (others!.bytes + Buffer.byteLength(value) > SECRETS_BYTES_MAX) {
    throw badInput(
      "SECRET_LIMIT_REACHED",
      `All values of an app may have ${SECRETS_BYTES_MAX.toLocaleString("en")} bytes together. Keep large texts in a data source.`,
      "value",
    );
  }
}
