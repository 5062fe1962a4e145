import type { CsvPreview, ImportCsvInput } from "#domain/data-source.ts";
import type { AppContext } from "../../context.ts";
import { inTransaction } from "../transaction.ts";
import { idsOf, insertEntries } from "./append-entries.ts";
import { readCsv } from "./csv.ts";
import { lockDataSource, noteWrite } from "./internal.ts";
import { recordEntries } from "./record-entries.ts";
import { deleteMatching } from "./remove-entries.ts";
import { storableEntry } from "./storable-entry.ts";

const PREVIEW_ROWS = 5;

/** What an import would add: the columns, the number of rows and the first of them. @throws DomainError INVALID_INPUT */
export function previewCsv({ csv }: Pick<ImportCsvInput, "csv">): CsvPreview {
  const { columns, rows } = readCsv(csv);
  return { columns, rowCount: rows.length, rows: rows.slice(0, PREVIEW_ROWS) };
}

/**
 * Adds the rows of a CSV text to a source, or puts them in the place of what it holds, in one transaction.
 *
 * @throws DomainError INVALID_INPUT with `csv` and the line; DATA_SOURCE_FULL
 */
export async function importCsv(
  ctx: AppContext,
  { dataSourceId, csv, mode = "append" }: ImportCsvInput,
): Promise<{ imported: number; columns: string[] }> {
  const { columns, rows } = readCsv(csv);
  // The first line has the names, so the first row stands in line 2.
  const stored = rows.map((row, index) => storableEntry(row, `csv row ${index + 2}`));
  return inTransaction(ctx, async (tx) => {
    const source = await lockDataSource(tx, dataSourceId);
    // Also a file of names alone gives the source its columns.
    const noted = await noteWrite(tx, source, [Object.fromEntries(columns.map((name) => [name, ""]))]);
    const removed = mode === "replace" ? await deleteMatching(tx, source) : undefined;
    const inserted = idsOf(await insertEntries(tx, source, stored));
    await recordEntries(tx, source, noted, { action: "import-entries", inserted, ...(removed && { removed }) });
    return { imported: stored.length, columns };
  });
}
