import type { z } from "zod";
import { type DataSourceRow, dataSourceEntries } from "#db/schema/index.ts";
import type { appendEntriesInput, DataSourceEntry, insertEntryInput } from "#domain/data-source.ts";
import type { AppContext } from "../../context.ts";
import { causeOf, watchEvents } from "../events/index.ts";
import { inTransaction } from "../transaction.ts";
import { happeningOf, lockDataSource, noteWrite, roomFor, toEntry, writerOf } from "./internal.ts";
import { recordEntries } from "./record-entries.ts";
import { storableEntry } from "./storable-entry.ts";

/** Rows an insert carries at most: PostgreSQL allows 65,535 parameters. */
const INSERT_ROWS = 5_000;

/**
 * Adds entries at the end, and to the source's columns those that are new.
 *
 * @throws DomainError DATA_SOURCE_NOT_FOUND, DATA_SOURCE_FULL; INVALID_INPUT and PAYLOAD_TOO_LARGE with the row
 */
export async function appendEntries(
  ctx: AppContext,
  { dataSourceId, rows }: z.infer<typeof appendEntriesInput>,
): Promise<DataSourceEntry[]> {
  const stored = rows.map((row, index) => storableEntry(row, `rows.${index}`));
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, dataSourceId);
    const noted = await noteWrite(tx, source, stored);
    const entries = await insertEntries(tx, source, stored);
    await recordEntries(tx, source, noted, { action: "insert-entries", inserted: idsOf(entries) });
    return entries;
  });
}

export async function insertEntry(
  ctx: AppContext,
  { dataSourceId, data }: z.infer<typeof insertEntryInput>,
): Promise<DataSourceEntry> {
  const stored = storableEntry(data, "data");
  const [entry] = await appendEntries(ctx, { dataSourceId, rows: [stored] });
  return entry!;
}

export const idsOf = (entries: readonly { id: number }[]): number[] => entries.map(({ id }) => id);

/** Adds data that is already storable, to a source that is locked. @throws DomainError DATA_SOURCE_FULL */
export async function insertEntries(
  tx: AppContext,
  source: DataSourceRow,
  stored: readonly Record<string, unknown>[],
): Promise<DataSourceEntry[]> {
  if (stored.length === 0) return [];
  const { firstOrder } = await roomFor(tx, source, stored.length);
  const writer = writerOf(tx.actor);
  const watch = await watchEvents(tx, "dataSource.entry.create", causeOf(tx.actor));
  const entries: DataSourceEntry[] = [];
  for (let start = 0; start < stored.length; start += INSERT_ROWS) {
    const values = stored.slice(start, start + INSERT_ROWS).map((data, index) => ({
      ...{ appId: source.appId, dataSourceId: source.id, data, order: firstOrder + start + index },
      ...writer,
    }));
    const inserted = await tx.db.insert(dataSourceEntries).values(values).returning();
    await watch?.tell(inserted.map(happeningOf));
    entries.push(...inserted.map(toEntry));
  }
  return entries;
}
