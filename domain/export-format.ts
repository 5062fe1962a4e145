/** What lists are exported as: a JSON document a line, or a table that spreadsheets open. */
export const EXPORT_FORMATS = ["ndjson", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
