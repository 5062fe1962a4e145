import { and, eq } from "drizzle-orm";
import { secrets } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { SecretRefInput } from "#domain/secret.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

/** Forgets a secret or variable. @throws DomainError SECRET_NOT_FOUND */
export async function removeSecret(ctx: AppContext, { name, kind }: SecretRefInput): Promise<{ name: string }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(secrets)
      .where(and(eq(secrets.appId, tx.appId), eq(secrets.kind, kind), eq(secrets.name, name)))
      .returning({ name: secrets.name });
    if (!row) throw notFound("SECRET_NOT_FOUND", `There is no ${kind} named "${name}" in this app.`, "name");
    await recordChange(tx, { action: "remove", target: { kind: "secret", id: name, name }, before: { kind } });
    return row;
  });
}
