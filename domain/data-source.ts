import { z } from "zod";
import { idSchema, plainTextSchema } from "./schema.ts";

export interface DataSource {
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

/** A data source in the studio's list: how much is in it, and who wrote to it last. */
export interface DataSourceSummary extends DataSource {
  entryCount: number;
  /** Of the entry that was written last; null in a source that has none. */
  lastWrite: { at: string; by: string | null; runId: number | null } | null;
}

export interface DataSourceEntry {
  id: number;
  dataSourceId: number;
  data: Record<string, unknown>;
  /** Place in the list, from 0; later entries have higher numbers. */
  order: number;
  createdAt: string;
  updatedAt: string;
  /** Who wrote it last: a task, a person or a token by its name. */
  writtenBy: string | null;
  /** The run that wrote it last; null when no run did. */
  writtenByRun: number | null;
}

export interface EntryPage {
  entries: DataSourceEntry[];
  pagination: { limit: number; offset: number; total: number };
}

/** What the first look into a CSV text shows. */
export interface CsvPreview {
  columns: string[];
  rowCount: number;
  /** The first five. */
  rows: Record<string, string>[];
}

export interface CommitResult {
  inserted: number;
  updated: number;
  deleted: number;
  /** What the source holds after the commit, the first 10,000; absent with `returnEntries: false`. */
  entries?: DataSourceEntry[];
}

/** Rows that one call reads or writes at most. */
export const ENTRIES_PER_CALL_MAX = 10_000;
/** Entries that one data source holds at most. */
export const ENTRIES_PER_SOURCE_MAX = 200_000;
/** UTF-8 bytes of one entry's data as JSON. */
export const ENTRY_BYTES_MAX = 262_144;
export const ENTRY_DEPTH_MAX = 50;
/** Lists directly inside lists: what filters look through (a coordinate list of a map is four deep). */
export const LISTS_IN_LISTS_MAX = 6;
export const COLUMNS_MAX = 1_000;
export const COLUMN_NAME_LENGTH_MAX = 500;
/** UTF-8 bytes of one CSV import: what fits into a request. */
export const CSV_BYTES_MAX = 3_000_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const dataSourceId = idSchema("dataSourceId must be the id of a data source.");
const entryId = idSchema("id must be the id of an entry.");
// Not z.record, which drops what is named __proto__ without a word: the service refuses it by name.
const row = z
  .custom<Record<string, unknown>>(isObject, { error: "An entry must be an object of column names and values." })
  .meta({ type: "object" });
const tooMany = { error: `At most ${ENTRIES_PER_CALL_MAX.toLocaleString("en")} entries a call.` };
const rows = z.array(row, { error: "Expected a list of entries." }).max(ENTRIES_PER_CALL_MAX, tooMany);
const where = z
  .custom<Record<string, unknown>>(isObject, { error: "where must be an object, e.g. { Office: 'London' }." })
  .meta({ type: "object" });
const columnName = plainTextSchema(COLUMN_NAME_LENGTH_MAX, "That is not the name of a column.");
const columns = z
  .array(columnName, { error: "columns must be a list of names." })
  .max(COLUMNS_MAX, { error: `A data source has at most ${COLUMNS_MAX.toLocaleString("en")} columns.` });
const name = z
  .string({ error: "A data source needs a name." })
  .trim()
  .min(1, { error: "A data source needs a name." })
  .max(255, { error: "The name must have at most 255 characters." });
const csv = z.string({ error: "csv must be a text." }).max(CSV_BYTES_MAX, {
  error: `A CSV file may have at most ${CSV_BYTES_MAX.toLocaleString("en")} characters a time: split it.`,
});

export const dataSourceRef = z.strictObject({ id: idSchema("id must be the id of a data source.") });
export const dataSourceByName = z.strictObject({
  name: plainTextSchema(255, "That is not the name of a data source."),
});
export const createDataSourceInput = z.strictObject({ name, columns: columns.optional(), entries: rows.optional() });
export type CreateDataSourceInput = z.infer<typeof createDataSourceInput>;

/** `columns` sets which columns are shown first, and in which order; it takes nothing out of entries. */
export const editDataSourceInput = z.strictObject({
  id: idSchema("id must be the id of a data source."),
  name: name.optional(),
  columns: columns.optional(),
});
export type EditDataSourceInput = z.infer<typeof editDataSourceInput>;

export const findEntriesInput = z.strictObject({
  dataSourceId,
  where: where.nullish(),
  /** A text that stands in any of the columns, with case aside. */
  search: z.string().max(200, { error: "Search for at most 200 characters." }).nullish(),
  attributes: z.array(z.string(), { error: "attributes must be a list of column names." }).max(COLUMNS_MAX).nullish(),
  order: z
    .array(z.tuple([z.string(), z.enum(["ASC", "DESC", "asc", "desc"])]), {
      error: 'order must be a list of pairs, e.g. [["data.Name", "ASC"]].',
    })
    .max(10, { error: "At most 10 columns to order by." })
    .nullish(),
  limit: z.int({ error: "limit must be a whole number." }).min(0).max(ENTRIES_PER_CALL_MAX, tooMany).nullish(),
  offset: z.int({ error: "offset must be a whole number." }).min(0).nullish(),
  includePagination: z.boolean().nullish(),
});
export type FindEntriesInput = z.infer<typeof findEntriesInput>;

export const entryRef = z.strictObject({ dataSourceId, id: entryId });
export const insertEntryInput = z.strictObject({ dataSourceId, data: row });
/** `extend: false` replaces the entry's data; else the given columns are merged into it. */
export const updateEntryInput = z.strictObject({ dataSourceId, id: entryId, data: row, extend: z.boolean().nullish() });
export const appendEntriesInput = z.strictObject({ dataSourceId, rows });
export const removeWhereInput = z.strictObject({ dataSourceId, where });
export const removeEntriesInput = z.strictObject({
  dataSourceId,
  ids: z.array(entryId, { error: "ids must be a list of entry ids." }).max(ENTRIES_PER_CALL_MAX, tooMany),
});

export const commitEntriesInput = z.strictObject({
  dataSourceId,
  entries: z
    .array(z.strictObject({ id: entryId.nullish(), data: row }), {
      error: "entries must be a list of { data } to add and { id, data } to update.",
    })
    .max(ENTRIES_PER_CALL_MAX, tooMany)
    .nullish(),
  delete: z
    .array(entryId, { error: "delete must be a list of entry ids." })
    .max(ENTRIES_PER_CALL_MAX, tooMany)
    .nullish(),
  append: z.boolean().nullish(),
  extend: z.boolean().nullish(),
  returnEntries: z.boolean().nullish(),
});
export type CommitEntriesInput = z.infer<typeof commitEntriesInput>;

export const getIndexesInput = z.strictObject({
  dataSourceId,
  columns: z.array(columnName).min(1, { error: "Name at least one column." }).max(50, {
    error: "At most 50 columns a call.",
  }),
});

export const importCsvInput = z.strictObject({
  dataSourceId,
  csv,
  /** `replace` takes out what was there, in the same transaction. */
  mode: z.enum(["append", "replace"]).optional(),
});
export const previewCsvInput = z.strictObject({ csv });
export type ImportCsvInput = z.infer<typeof importCsvInput>;
