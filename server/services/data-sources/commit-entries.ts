import { and, asc, notInArray, sql } from "drizzle-orm";
import { type DataSourceRow, dataSourceEntries } from "#db/schema/index.ts";
import {
  type CommitEntriesInput,
  type CommitResult,
  type DataSourceEntry,
  ENTRIES_PER_CALL_MAX,
} from "#domain/data-source.ts";
import { badInput } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { causeOf, watchEvents } from "../events/index.ts";
import { inTransaction } from "../transaction.ts";
import { idsOf, insertEntries } from "./append-entries.ts";
import { entriesOf, entryNotFound, happeningOf, lockDataSource, noteWrite, toEntry, writerOf } from "./internal.ts";
import { type Removed, recordEntries } from "./record-entries.ts";
import { deleteIds, deleteMatching, NONE_REMOVED } from "./remove-entries.ts";
import { storableEntry } from "./storable-entry.ts";
import { checkMerged } from "./update-entry.ts";

/** Marks which of the listed entries are updates. */
interface Change {
  id: number;
  data: Record<string, unknown>;
}

/**
 * Several changes as one, all or none: entries with an id are updated, those without are added, and `delete` are removed.
 * Unless `append` is true, entries that are not listed are removed too; with `entries` left out nothing but `delete` is.
 * `extend: true` merges the given columns into an entry, else its data is replaced.
 *
 * @throws DomainError ENTRY_NOT_FOUND when an entry to update is not there; INVALID_INPUT on an entry named twice
 */
export async function commitEntries(ctx: AppContext, input: CommitEntriesInput): Promise<CommitResult> {
  const added: Record<string, unknown>[] = [];
  const changes: Change[] = [];
  for (const [index, { id, data }] of (input.entries ?? []).entries()) {
    const stored = storableEntry(data, `entries.${index}.data`);
    if (id === undefined || id === null) added.push(stored);
    else changes.push({ id, data: stored });
  }
  const removed = input.delete ?? [];
  refuseTwice([...changes.map(({ id }) => id), ...new Set(removed)]);

  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, input.dataSourceId);
    const noted = await noteWrite(tx, source, [...added, ...changes.map(({ data }) => data)]);
    await updateAll(tx, source, changes, input.extend === true);
    const named = await deleteIds(tx, source, removed);
    const others = input.entries && input.append !== true ? await deleteOthers(tx, source, changes) : NONE_REMOVED;
    const inserted = idsOf(await insertEntries(tx, source, added));
    const gone = { count: named.count + others.count, ids: [...named.ids, ...others.ids] };
    const updated = idsOf(changes);
    await recordEntries(tx, source, noted, { action: "commit-entries", inserted, updated, removed: gone });
    const counts = { inserted: inserted.length, updated: updated.length, deleted: gone.count };
    return input.returnEntries === false ? counts : { ...counts, entries: await firstEntries(tx, source) };
  });
}

function refuseTwice(ids: readonly number[]): void {
  const seen = new Set<number>();
  for (const id of ids) {
    if (seen.has(id)) throw badInput("INVALID_INPUT", `Entry ${id} is named twice in this commit.`, "entries");
    seen.add(id);
  }
}

async function updateAll(tx: AppContext, source: DataSourceRow, changes: readonly Change[], extend: boolean) {
  if (changes.length === 0) return;
  const rows = await tx.db
    .update(dataSourceEntries)
    .set({
      data: extend ? sql`${dataSourceEntries.data} || changed.data` : sql`changed.data`,
      ...writerOf(tx.actor),
      updatedAt: sql`now()`,
    })
    .from(
      sql`(select (change ->> 'id')::bigint as id, change -> 'data' as data
        from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) as change) as changed`,
    )
    .where(and(entriesOf(source), sql`${dataSourceEntries.id} = changed.id`))
    .returning({
      id: dataSourceEntries.id,
      dataSourceId: dataSourceEntries.dataSourceId,
      appId: dataSourceEntries.appId,
      data: dataSourceEntries.data,
      order: dataSourceEntries.order,
      writtenBy: dataSourceEntries.writtenBy,
      writtenByRun: dataSourceEntries.writtenByRun,
      createdAt: dataSourceEntries.createdAt,
      updatedAt: dataSourceEntries.updatedAt,
    });
  const updated = new Set(rows.map(({ id }) => id));
  const missing = changes.find(({ id }) => !updated.has(id));
  if (missing) throw entryNotFound(missing.id);
  if (extend) for (const row of rows) checkMerged(toEntry(row), "entries");
  const watch = await watchEvents(tx, "dataSource.entry.update", causeOf(tx.actor));
  await watch?.tell(rows.map(happeningOf));
}

function deleteOthers(tx: AppContext, source: DataSourceRow, kept: readonly Change[]): Promise<Removed> {
  const ids = idsOf(kept);
  return deleteMatching(
    tx,
    source,
    notInArray(dataSourceEntries.id, sql`(select unnest(${sql.param(ids)}::bigint[]))`),
  );
}

async function firstEntries(tx: AppContext, source: DataSourceRow): Promise<DataSourceEntry[]> {
  const rows = await tx.db
    .select()
    .from(dataSourceEntries)
    .where(entriesOf(source))
    .orderBy(asc(dataSourceEntries.id))
    .limit(ENTRIES_PER_CALL_MAX);
  return rows.map(toEntry);
}
