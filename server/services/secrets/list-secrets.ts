import { and, asc, eq, inArray } from "drizzle-orm";
import { secrets } from "#db/schema/index.ts";
import { type SecretInfo, VALUE_KINDS, type ValueKind } from "#domain/secret.ts";
import type { AppContext } from "../../context.ts";
import { tryOpenRow } from "./internal.ts";

/** The app's secrets and variables by name. Values of variables, never of secrets. */
export async function listSecrets(ctx: AppContext): Promise<SecretInfo[]> {
  const rows = await ctx.db
    .select()
    .from(secrets)
    .where(and(eq(secrets.appId, ctx.appId), inArray(secrets.kind, [...VALUE_KINDS])))
    .orderBy(asc(secrets.name));
  return rows.map((row) => {
    const value = tryOpenRow(ctx, row);
    return {
      name: row.name,
      // The query asks for no other kind.
      kind: row.kind as ValueKind,
      value: row.kind === "variable" ? value : null,
      isReadable: value !== null,
      updatedAt: row.updatedAt.toISOString(),
      updatedBy: row.updatedBy,
      lastReadAt: row.lastReadAt?.toISOString() ?? null,
    };
  });
}
