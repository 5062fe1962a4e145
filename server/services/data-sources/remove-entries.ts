import { and, asc, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { type DataSourceRow, dataSourceEntries, dataSources } from "#db/schema/index.ts";
import type { entryRef, removeEntriesInput, removeWhereInput } from "#domain/data-source.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { causeOf, watchEvents } from "../events/index.ts";
import { inTransaction } from "../transaction.ts";
import { entriesOf, entryNotFound, happeningOf, lockDataSource, noteWrite } from "./internal.ts";
import { matchingIds } from "./matching-ids.ts";
import { IDS_TOLD, type Removed, recordEntries } from "./record-entries.ts";
import { planWhere } from "./where/plan-where.ts";

/** @throws DomainError ENTRY_NOT_FOUND */
export async function removeEntry(
  ctx: AppContext,
  { dataSourceId, id }: z.infer<typeof entryRef>,
): Promise<{ id: number }> {
  const { removed } = await removeEntries(ctx, { dataSourceId, ids: [id] });
  if (removed === 0) throw entryNotFound(id);
  return { id };
}

/** Removes entries by id; those that are not there are passed over. */
export function removeEntries(
  ctx: AppContext,
  { dataSourceId, ids }: z.infer<typeof removeEntriesInput>,
): Promise<{ removed: number }> {
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, dataSourceId);
    const noted = await noteWrite(tx, source, []);
    const removed = await deleteIds(tx, source, ids);
    await recordEntries(tx, source, noted, { action: "remove-entries", removed });
    return { removed: removed.count };
  });
}

/** Removes every entry that the filter matches; answers how many. */
export function removeEntriesWhere(
  ctx: AppContext,
  { dataSourceId, where }: z.infer<typeof removeWhereInput>,
): Promise<{ removed: number }> {
  return inTransaction(ctx, async (tx) => {
    // Writers wait, so that what is removed is what was matched.
    const source = await lockDataSource(tx, dataSourceId);
    const plan = planWhere(where, source.columns);
    const noted = await noteWrite(tx, source, []);
    const removed = plan.remainder
      ? await deleteIds(tx, source, await matchingIds(tx, source, plan))
      : await deleteMatching(tx, source, plan.clause);
    await recordEntries(tx, source, noted, { action: "remove-entries", removed });
    return { removed: removed.count };
  });
}

/** Removes a data source with all its entries. @throws DomainError DATA_SOURCE_NOT_FOUND */
export function removeDataSource(ctx: AppContext, { id }: { id: number }): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, id);
    await tx.db.delete(dataSources).where(and(eq(dataSources.id, source.id), eq(dataSources.appId, tx.appId)));
    await recordChange(tx, {
      action: "remove",
      target: { kind: "data-source", id: source.id, name: source.name },
      before: { name: source.name, columns: source.columns },
    });
    return { id: source.id };
  });
}

export const NONE_REMOVED: Removed = { count: 0, ids: [] };

export async function deleteIds(tx: AppContext, source: DataSourceRow, ids: readonly number[]): Promise<Removed> {
  if (ids.length === 0) return NONE_REMOVED;
  return deleteMatching(tx, source, inArray(dataSourceEntries.id, sql`(select unnest(${sql.param(ids)}::bigint[]))`));
}

/** Entries whose data is in memory at once when a task waits for their end. */
const TOLD_AT_ONCE = 1_000;

/** Removes the entries of a locked source that a clause names, or all, and tells the tasks that wait for it. */
export async function deleteMatching(tx: AppContext, source: DataSourceRow, clause?: SQL): Promise<Removed> {
  const named = and(entriesOf(source), clause);
  const watch = await watchEvents(tx, "dataSource.entry.delete", causeOf(tx.actor));
  if (!watch) return deleteUntold(tx, named);
  const first: number[] = [];
  for (let removed = 0; ; ) {
    const next = tx.db
      .select({ id: dataSourceEntries.id })
      .from(dataSourceEntries)
      .where(named)
      .orderBy(asc(dataSourceEntries.id))
      .limit(TOLD_AT_ONCE);
    const rows = await tx.db.delete(dataSourceEntries).where(inArray(dataSourceEntries.id, next)).returning();
    rows.sort((a, b) => a.id - b.id);
    await watch.tell(rows.map(happeningOf));
    removed += rows.length;
    for (const { id } of rows.slice(0, IDS_TOLD - first.length)) first.push(id);
    if (rows.length < TOLD_AT_ONCE) return { count: removed, ids: first };
  }
}

/** Removes entries without reading them: only what the trail keeps of their ids leaves the database. */
async function deleteUntold(tx: AppContext, named: SQL | undefined): Promise<Removed> {
  const gone = tx.db
    .$with("gone")
    .as(tx.db.delete(dataSourceEntries).where(named).returning({ id: dataSourceEntries.id }));
  const [removed] = await tx.db
    .with(gone)
    .select({
      count: count(),
      ids: sql<
        number[]
      >`coalesce((array_agg(${gone.id} order by ${gone.id}))[1:${sql.raw(String(IDS_TOLD))}], '{}')::float8[]`,
    })
    .from(gone);
  return removed!;
}
