import { and, eq } from "drizzle-orm";
import { type DataSourceRow, dataSources, type EntryRow } from "#db/schema/index.ts";
import type { DataSource, DataSourceEntry } from "#domain/data-source.ts";
import { notFound } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";

export const toDataSource = (row: DataSourceRow): DataSource => ({
  id: row.id,
  appId: row.appId,
  name: row.name,
  columns: row.columns,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const toEntry = (row: EntryRow): DataSourceEntry => ({
  id: row.id,
  dataSourceId: row.dataSourceId,
  data: row.data,
  order: row.order,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const entryNotFound = (id: number) =>
  notFound("ENTRY_NOT_FOUND", `There is no entry with id ${id} in this data source.`, "id");

/** @throws DomainError DATA_SOURCE_NOT_FOUND when the app has no such data source. */
export async function getDataSourceRow(ctx: AppContext, id: number): Promise<DataSourceRow> {
  const [row] = await ctx.db
    .select()
    .from(dataSources)
    .where(and(eq(dataSources.id, id), eq(dataSources.appId, ctx.appId)));
  if (!row)
    throw notFound("DATA_SOURCE_NOT_FOUND", `There is no data source with id ${id} in this app.`, "dataSourceId");
  return row;
}
