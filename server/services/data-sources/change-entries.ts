import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { dataSourceEntries, dataSources } from "#db/schema/index.ts";
import type {
  appendEntriesInput,
  DataSourceEntry,
  entryRef,
  insertEntryInput,
  removeWhereInput,
  updateEntryInput,
} from "#domain/data-source.ts";
import type { AppContext } from "../../context.ts";
import { storableJson } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { entryNotFound, getDataSourceRow, toEntry } from "./internal.ts";
import { whereClause } from "./where-clause.ts";

const storableRow = (row: Record<string, unknown>) => storableJson(row) as Record<string, unknown>;

/** Rows an insert carries at most: PostgreSQL allows 65,535 parameters. */
const INSERT_ROWS = 5_000;

/** Adds entries at the end, and to the source's columns those that are new. */
export async function appendEntries(
  ctx: AppContext,
  { dataSourceId, rows }: z.infer<typeof appendEntriesInput>,
): Promise<DataSourceEntry[]> {
  return inTransaction(ctx, async (tx) => {
    const source = await getDataSourceRow(tx, dataSourceId);
    const stored = rows.map(storableRow);
    await addColumns(tx, source.id, stored);
    const entries: DataSourceEntry[] = [];
    for (let start = 0; start < stored.length; start += INSERT_ROWS) {
      const inserted = await tx.db
        .insert(dataSourceEntries)
        .values(
          stored.slice(start, start + INSERT_ROWS).map((data) => ({ appId: tx.appId, dataSourceId: source.id, data })),
        )
        .returning();
      entries.push(...inserted.map(toEntry));
    }
    return entries;
  });
}

export async function insertEntry(
  ctx: AppContext,
  { dataSourceId, data }: z.infer<typeof insertEntryInput>,
): Promise<DataSourceEntry> {
  const [entry] = await appendEntries(ctx, { dataSourceId, rows: [data] });
  return entry!;
}

/** Merges the given columns into an entry; columns that are not named stay. @throws DomainError ENTRY_NOT_FOUND */
export async function updateEntry(
  ctx: AppContext,
  { dataSourceId, id, data }: z.infer<typeof updateEntryInput>,
): Promise<DataSourceEntry> {
  return inTransaction(ctx, async (tx) => {
    const source = await getDataSourceRow(tx, dataSourceId);
    const stored = storableRow(data);
    await addColumns(tx, source.id, [stored]);
    const [row] = await tx.db
      .update(dataSourceEntries)
      .set({ data: sql`${dataSourceEntries.data} || ${JSON.stringify(stored)}::jsonb`, updatedAt: sql`now()` })
      .where(and(eq(dataSourceEntries.id, id), eq(dataSourceEntries.dataSourceId, source.id)))
      .returning();
    if (!row) throw entryNotFound(id);
    return toEntry(row);
  });
}

/** @throws DomainError ENTRY_NOT_FOUND */
export async function removeEntry(
  ctx: AppContext,
  { dataSourceId, id }: z.infer<typeof entryRef>,
): Promise<{ id: number }> {
  const source = await getDataSourceRow(ctx, dataSourceId);
  const [row] = await ctx.db
    .delete(dataSourceEntries)
    .where(and(eq(dataSourceEntries.id, id), eq(dataSourceEntries.dataSourceId, source.id)))
    .returning({ id: dataSourceEntries.id });
  if (!row) throw entryNotFound(id);
  return row;
}

/** Removes every entry that the filter matches; answers how many. */
export async function removeEntriesWhere(
  ctx: AppContext,
  { dataSourceId, where }: z.infer<typeof removeWhereInput>,
): Promise<{ removed: number }> {
  const source = await getDataSourceRow(ctx, dataSourceId);
  const rows = await ctx.db
    .delete(dataSourceEntries)
    .where(and(eq(dataSourceEntries.dataSourceId, source.id), whereClause(where)))
    .returning({ id: dataSourceEntries.id });
  return { removed: rows.length };
}

async function addColumns(
  tx: AppContext,
  dataSourceId: number,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) return;
  await tx.db
    .update(dataSources)
    .set({
      columns: sql`${dataSources.columns} || (
        select coalesce(jsonb_agg(name), '[]'::jsonb) from unnest(${sql.param(names)}::text[]) as name
        where not ${dataSources.columns} ? name)`,
      updatedAt: sql`now()`,
    })
    .where(eq(dataSources.id, dataSourceId));
}
