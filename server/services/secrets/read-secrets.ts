import { and, asc, eq, sql } from "drizzle-orm";
import { secrets } from "#db/schema/index.ts";
import type { ValueKind } from "#domain/secret.ts";
import type { AppContext } from "../../context.ts";
import { tryOpenRow } from "./internal.ts";

/** All values of one kind; null stands for one that no key at hand opens. For runs: no answer to a person holds it. */
export async function readSecrets(ctx: AppContext, kind: ValueKind): Promise<Map<string, string | null>> {
  const rows = await ctx.db
    .select()
    .from(secrets)
    .where(and(eq(secrets.appId, ctx.appId), eq(secrets.kind, kind)))
    .orderBy(asc(secrets.name));
  return new Map(rows.map((row) => [row.name, tryOpenRow(ctx, row)]));
}

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
