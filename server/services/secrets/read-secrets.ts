import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { type SecretRow, secrets } from "#db/schema/index.ts";
import type { ValueKind } from "#domain/secret.ts";
import type { AppContext } from "../../context.ts";
import { tryOpenRow } from "./internal.ts";

/** The rows of an app's values of one kind, as they are stored. */
export function secretRows(db: Pick<Db, "select">, appId: number, kind: ValueKind): Promise<SecretRow[]> {
  return db
    .select()
    .from(secrets)
    .where(and(eq(secrets.appId, appId), eq(secrets.kind, kind)))
    .orderBy(asc(secrets.name));
}

/** Their values by name; null stands for one that no key at hand opens. For runs: no answer to a person holds them. */
export const openSecrets = (ctx: Pick<AppContext, "vault">, rows: readonly SecretRow[]): Map<string, string | null> =>
  new Map(rows.map((row) => [row.name, tryOpenRow(ctx, row)]));

/** Notes that a run read a secret, at most once a minute: a busy task must not write a row on every run. */
export async function noteSecretRead(ctx: AppContext, name: string): Promise<void> {
  await ctx.db
    .update(secrets)
    .set({ lastReadAt: sql`now()` })
    .where(
      and(
        eq(secrets.appId, ctx.appId),
        eq(secrets.kind, "secret"),
        eq(secrets.name, name),
        sql`(${secrets.lastReadAt} is null or ${secrets.lastReadAt} < now() - interval '1 minute')`,
      ),
    );
}
