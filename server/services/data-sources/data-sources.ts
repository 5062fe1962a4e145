import { and, eq, sql } from "drizzle-orm";
import { dataSourceEntries, dataSources } from "#db/schema/index.ts";
import type { CreateDataSourceInput, DataSource, DataSourceSummary, EditDataSourceInput } from "#domain/data-source.ts";
import { badInput, conflict, notFound } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { storableText } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { insertEntries } from "./append-entries.ts";
import { getDataSourceRow, lockDataSource, noteWrite, toDataSource } from "./internal.ts";
import { storableEntry } from "./storable-entry.ts";

export async function listDataSources(ctx: AppContext): Promise<DataSource[]> {
  const rows = await ctx.db
    .select()
    .from(dataSources)
    .where(eq(dataSources.appId, ctx.appId))
    .orderBy(dataSources.name);
  return rows.map(toDataSource);
}

/** The app's sources by name, each with the number of its entries and its last write. */
export async function summariseDataSources(ctx: AppContext): Promise<DataSourceSummary[]> {
  const entries = sql`select * from ${dataSourceEntries} where ${dataSourceEntries.dataSourceId} = ${dataSources.id}`;
  const rows = await ctx.db
    .select({
      source: dataSources,
      entryCount: sql<number>`(select count(*) from (${entries}) as entries)`.mapWith(Number),
      lastWrite: sql<{ at: string; by: string | null; runId: number | null } | null>`(
        select json_build_object('at', updated_at, 'by', written_by, 'runId', written_by_run)
        from (${entries}) as entries order by updated_at desc, id desc limit 1)`,
    })
    .from(dataSources)
    .where(eq(dataSources.appId, ctx.appId))
    .orderBy(dataSources.name);
  return rows.map(({ source, entryCount, lastWrite }) => ({
    ...toDataSource(source),
    entryCount,
    lastWrite: lastWrite && { ...lastWrite, at: new Date(lastWrite.at).toISOString() },
  }));
}

/** @throws DomainError DATA_SOURCE_NOT_FOUND */
export async function getDataSource(ctx: AppContext, { id }: { id: number }): Promise<DataSource> {
  return toDataSource(await getDataSourceRow(ctx, id));
}

/** @throws DomainError DATA_SOURCE_NOT_FOUND, with the name that was asked for. */
export async function getDataSourceByName(ctx: AppContext, { name }: { name: string }): Promise<DataSource> {
  const [row] = await ctx.db
    .select()
    .from(dataSources)
    .where(and(eq(dataSources.name, storableText(name)), eq(dataSources.appId, ctx.appId)));
  if (!row) throw notFound("DATA_SOURCE_NOT_FOUND", `There is no data source named "${name}" in this app.`, "name");
  return toDataSource(row);
}

/** SQLSTATE of PostgreSQL. */
const UNIQUE_VIOLATION = "23505";

const nameTaken = (name: string) =>
  conflict("NAME_ALREADY_EXISTS", `This app already has a data source named "${name}".`, "name");

/** Creates a data source, with its first entries. @throws DomainError NAME_ALREADY_EXISTS */
export async function createDataSource(ctx: AppContext, input: CreateDataSourceInput): Promise<DataSource> {
  return inTransaction(ctx, async (tx) => {
    const name = storableText(input.name);
    const columns = usableColumns(input.columns ?? []);
    const [row] = await tx.db
      .insert(dataSources)
      .values({ appId: tx.appId, name, columns })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(name);
    const stored = (input.entries ?? []).map((entry, index) => storableEntry(entry, `rows.${index}`));
    if (stored.length > 0) {
      await noteWrite(tx, row, stored);
      await insertEntries(tx, row, stored);
    }
    const entries = stored.length > 0 && { entries: stored.length };
    await recordChange(tx, { action: "create", target: targetOf(row), after: { name, columns, ...entries } });
    return getDataSource(tx, { id: row.id });
  });
}

/** Renames a source, or sets which columns it shows. @throws DomainError NAME_ALREADY_EXISTS, DATA_SOURCE_NOT_FOUND */
export async function editDataSource(ctx: AppContext, input: EditDataSourceInput): Promise<DataSource> {
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, input.id);
    const name = input.name === undefined ? source.name : storableText(input.name);
    const columns = input.columns ? usableColumns(input.columns) : source.columns;
    const [row] = await tx.db
      .update(dataSources)
      .set({ name, columns, updatedAt: sql`now()` })
      .where(eq(dataSources.id, source.id))
      .returning()
      .catch((error: Error & { cause?: { code?: string } }) => {
        throw error.cause?.code === UNIQUE_VIOLATION ? nameTaken(name) : error;
      });
    await recordChange(tx, {
      action: "update",
      target: targetOf(row!),
      before: { name: source.name, columns: source.columns },
      after: { name, columns },
    });
    return toDataSource(row!);
  });
}

const targetOf = ({ id, name }: { id: number; name: string }) => ({ kind: "data-source" as const, id, name });

function usableColumns(names: readonly string[]): string[] {
  const columns = [...new Set(names.map(storableText))];
  if (columns.includes("__proto__")) throw badInput("INVALID_INPUT", '"__proto__" cannot be a column.', "columns");
  return columns;
}
