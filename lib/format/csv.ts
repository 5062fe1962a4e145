/** What spreadsheets take for the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

type CsvValue = string | number | null;

/** A cell, quoted. A text that a spreadsheet would compute gets an apostrophe before it; null is an empty cell. */
function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}

/** Rows as CSV (RFC 4180) that is safe to open in a spreadsheet, whatever the texts in it say. */
export const toCsv = (head: readonly string[], rows: readonly (readonly CsvValue[])[]) =>
  [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
