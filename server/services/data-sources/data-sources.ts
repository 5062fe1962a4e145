import { and, eq } from "drizzle-orm";
import { dataSources } from "#db/schema/index.ts";
import type { CreateDataSourceInput, DataSource } from "#domain/data-source.ts";
import { conflict, notFound } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { appendEntries } from "./change-entries.ts";
import { getDataSourceRow, toDataSource } from "./internal.ts";

export async function listDataSources(ctx: AppContext): Promise<DataSource[]> {
  const rows = await ctx.db
    .select()
    .from(dataSources)
    .where(eq(dataSources.appId, ctx.appId))
    .orderBy(dataSources.name);
  return rows.map(toDataSource);
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
    .where(and(eq(dataSources.name, name), eq(dataSources.appId, ctx.appId)));
  if (!row) throw notFound("DATA_SOURCE_NOT_FOUND", `There is no data source named "${name}" in this app.`, "name");
  return toDataSource(row);
}

/** Creates a data source, with its first entries. @throws DomainError NAME_ALREADY_EXISTS */
export async function createDataSource(ctx: AppContext, input: CreateDataSourceInput): Promise<DataSource> {
  return inTransaction(ctx, async (tx) => {
    const name = storableText(input.name);
    const [row] = await tx.db
      .insert(dataSources)
      .values({ appId: tx.appId, name, columns: input.columns?.map(storableText) ?? [] })
      .onConflictDoNothing()
      .returning();
    if (!row) throw conflict("NAME_ALREADY_EXISTS", `This app already has a data source named "${name}".`, "name");
    if (input.entries?.length) await appendEntries(tx, { dataSourceId: row.id, rows: input.entries });
    return getDataSource(tx, { id: row.id });
  });
}
