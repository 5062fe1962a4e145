import { sql } from "drizzle-orm";
import type { z } from "zod";
import { dataSourceEntries } from "#db/schema/index.ts";
import { ENTRIES_PER_CALL_MAX, type getIndexesInput } from "#domain/data-source.ts";
import { badInput } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { entriesOf, getDataSourceRow } from "./internal.ts";

/**
 * The distinct values of columns, by column, sorted as PostgreSQL sorts JSON. Entries without a value count as null.
 *
 * @throws DomainError INVALID_INPUT for a column with more than 10,000 of them
 */
export async function getIndexes(
  ctx: AppContext,
  { dataSourceId, columns }: z.infer<typeof getIndexesInput>,
): Promise<Record<string, unknown[]>> {
  const source = await getDataSourceRow(ctx, dataSourceId);
  const indexes: [string, unknown[]][] = [];
  for (const name of new Set(columns)) {
    const value = sql<unknown>`coalesce(${dataSourceEntries.data} -> ${storableText(name)}::text, 'null'::jsonb)`;
    const rows = await ctx.db
      .selectDistinct({ value: value.as("value") })
      .from(dataSourceEntries)
      .where(entriesOf(source))
      .orderBy(sql`value`)
      .limit(ENTRIES_PER_CALL_MAX + 1);
    if (rows.length > ENTRIES_PER_CALL_MAX) {
      throw badInput(
        "INVALID_INPUT",
        `The column "${name}" has more than ${ENTRIES_PER_CALL_MAX.toLocaleString("en")} distinct values: read it with find() and a limit.`,
        "columns",
      );
    }
    indexes.push([name, rows.map((row) => row.value)]);
  }
  return Object.fromEntries(indexes);
}
