export { appendEntries, insertEntry } from "./append-entries.ts";
export { commitEntries } from "./commit-entries.ts";
export * from "./data-sources.ts";
export { exportCsv } from "./export-csv.ts";
export { findEntries, getEntry } from "./find-entries.ts";
export { getIndexes } from "./get-indexes.ts";
export { importCsv, previewCsv } from "./import-csv.ts";
export { removeDataSource, removeEntries, removeEntriesWhere, removeEntry } from "./remove-entries.ts";
export { updateEntry } from "./update-entry.ts";
