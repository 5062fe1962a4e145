import { and, count, eq, max, sql } from "drizzle-orm";
import { type DataSourceRow, dataSourceEntries, dataSources, type EntryRow } from "#db/schema/index.ts";
import { COLUMNS_MAX, type DataSource, type DataSourceEntry, ENTRIES_PER_SOURCE_MAX } from "#domain/data-source.ts";
import { badInput, conflict, notFound } from "#domain/errors.ts";
import type { Actor, AppContext } from "../../context.ts";

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
  writtenBy: row.writtenBy,
  writtenByRun: row.writtenByRun,
});

/** What tasks that wait for changes of entries are told of one. */
export const happeningOf = ({ id, dataSourceId, data }: Pick<EntryRow, "id" | "dataSourceId" | "data">) => ({
  dataSourceId,
  dataSourceEntryId: id,
  data,
});

export const entryNotFound = (id: number) =>
  notFound("ENTRY_NOT_FOUND", `There is no entry with id ${id} in this data source.`, "id");

/** @throws DomainError DATA_SOURCE_NOT_FOUND when the app has no such data source. */
export async function getDataSourceRow(ctx: AppContext, id: number): Promise<DataSourceRow> {
  return found(await sourceQuery(ctx, id), id);
}

/** The same, and no other writer that needs this gets on until the transaction ends. */
export async function lockDataSource(tx: AppContext, id: number): Promise<DataSourceRow> {
  // Not a full lock: entries that are inserted meanwhile refer to the row.
  return found(await sourceQuery(tx, id).for("no key update"), id);
}

const sourceQuery = (ctx: AppContext, id: number) =>
  ctx.db
    .select()
    .from(dataSources)
    .where(and(eq(dataSources.id, id), eq(dataSources.appId, ctx.appId)));

function found([row]: DataSourceRow[], id: number): DataSourceRow {
  if (!row)
    throw notFound("DATA_SOURCE_NOT_FOUND", `There is no data source with id ${id} in this app.`, "dataSourceId");
  return row;
}

/** Entries of one source of the app; every query of entries has it. */
export const entriesOf = (source: DataSourceRow) =>
  and(eq(dataSourceEntries.dataSourceId, source.id), eq(dataSourceEntries.appId, source.appId));

/** What an entry says of its writer. */
export const writerOf = (actor: Actor): Pick<EntryRow, "writtenBy" | "writtenByRun"> => ({
  writtenBy:
    actor.kind === "run"
      ? (actor.taskName ?? "test run")
      : actor.kind === "token"
        ? `token ${actor.name}`
        : actor.kind === "user"
          ? actor.name
          : "system",
  writtenByRun: actor.kind === "run" ? actor.runId : null,
});

/**
 * Where entries that are added go, with the source locked.
 *
 * @throws DomainError DATA_SOURCE_FULL when the source would hold more than 200,000 entries.
 */
export async function roomFor(tx: AppContext, source: DataSourceRow, added: number): Promise<{ firstOrder: number }> {
  const [now] = await tx.db
    .select({ entries: count(), last: max(dataSourceEntries.order) })
    .from(dataSourceEntries)
    .where(entriesOf(source));
  if (now!.entries + added > ENTRIES_PER_SOURCE_MAX) {
    throw conflict(
      "DATA_SOURCE_FULL",
      `The data source "${source.name}" holds ${now!.entries.toLocaleString("en")} entries and takes at most ${ENTRIES_PER_SOURCE_MAX.toLocaleString("en")}: remove some first, or use a second source.`,
      "dataSourceId",
    );
  }
  return { firstOrder: (now!.last ?? -1) + 1 };
}

/** What a write did to its source. */
export interface NotedWrite {
  /** When, by the database. */
  at: Date;
  columnsAdded: readonly string[];
}

/** Notes the write, and makes columns of the source of those that the rows bring. @throws DomainError INVALID_INPUT */
export async function noteWrite(
  tx: AppContext,
  source: DataSourceRow,
  rows: readonly Record<string, unknown>[],
): Promise<NotedWrite> {
  const known = new Set(source.columns);
  const added = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) if (!known.has(name)) added.add(name);
  if (known.size + added.size > COLUMNS_MAX) {
    throw badInput(
      "INVALID_INPUT",
      `The data source "${source.name}" would have ${known.size + added.size} columns; at most ${COLUMNS_MAX.toLocaleString("en")} are allowed.`,
      "data",
    );
  }
  const [noted] = await tx.db
    .update(dataSources)
    .set({ updatedAt: sql`now()`, ...(added.size > 0 && { columns: [...source.columns, ...added] }) })
    .where(eq(dataSources.id, source.id))
    .returning({ at: dataSources.updatedAt });
  return { at: noted!.at, columnsAdded: [...added] };
}
