import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { dataSourceEntries } from "#db/schema/index.ts";
import type { DataSourceEntry, updateEntryInput } from "#domain/data-source.ts";
import { DomainError } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { causeOf, watchEvents } from "../events/index.ts";
import { inTransaction } from "../transaction.ts";
import { entriesOf, entryNotFound, happeningOf, lockDataSource, noteWrite, toEntry, writerOf } from "./internal.ts";
import { recordEntries } from "./record-entries.ts";
import { storableEntry } from "./storable-entry.ts";

/**
 * Merges the given columns into an entry; columns that are not named stay, unless `extend` is false.
 *
 * @throws DomainError ENTRY_NOT_FOUND; INVALID_INPUT and PAYLOAD_TOO_LARGE, also when the merged entry is too large
 */
export async function updateEntry(
  ctx: AppContext,
  { dataSourceId, id, data, extend }: z.infer<typeof updateEntryInput>,
): Promise<DataSourceEntry> {
  const stored = storableEntry(data, "data");
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, dataSourceId);
    const noted = await noteWrite(tx, source, [stored]);
    const json = sql`${JSON.stringify(stored)}::jsonb`;
    const [row] = await tx.db
      .update(dataSourceEntries)
      .set({
        data: extend === false ? json : sql`${dataSourceEntries.data} || ${json}`,
        ...writerOf(tx.actor),
        updatedAt: sql`now()`,
      })
      .where(and(eq(dataSourceEntries.id, id), entriesOf(source)))
      .returning();
    if (!row) throw entryNotFound(id);
    const watch = await watchEvents(tx, "dataSource.entry.update", causeOf(tx.actor));
    await watch?.tell([happeningOf(row)]);
    const entry = checkMerged(toEntry(row), "data");
    await recordEntries(tx, source, noted, { action: "update-entries", updated: [id] });
    return entry;
  });
}

/** What was merged keeps to the limits of an entry as well. */
export function checkMerged(entry: DataSourceEntry, field: string): DataSourceEntry {
  try {
    storableEntry(entry.data, field);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.kind, error.status, `Entry ${entry.id} with what it has already: ${error.message}`, {
      field,
    });
  }
  return entry;
}
