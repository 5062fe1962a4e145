import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { badInput } from "#domain/errors.ts";
import { storableText } from "../storable.ts";

/** What spreadsheets take for the start of a formula, with apostrophes that were put before one. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A text that a spreadsheet shows and does not compute. `readCell` takes the apostrophe off again. */
const safeCell = (text: string) => (FORMULA.test(text) ? `'${text}` : text);

const readCell = (text: string) => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

/**
 * Rows as CSV (RFC 4180), safe to open in a spreadsheet whatever the texts in them say. Objects and lists are written as
 * JSON, null and what is missing as an empty cell.
 */
export const toCsv = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows.map((row) => row.map(cell)) as string[][], { record_delimiter: "\r\n", quoted_match: /^\s|\s$/ });

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return safeCell(JSON.stringify(value));
  return typeof value === "string" ? safeCell(value) : String(value);
}

/**
 * The rows of a CSV text whose first line names the columns; every value is a text, as it stands there. Comma, semicolon
 * or tab divides, whichever the first line has most of.
 *
 * @throws DomainError INVALID_INPUT with what is wrong, in which line
 */
export function readCsv(text: string): { columns: string[]; rows: Record<string, string>[] } {
  // Also the names of columns go to the database, which refuses NUL.
  const records = parsed(storableText(text));
  const [head, ...body] = records;
  if (!head) throw refuse("The CSV is empty: its first line must name the columns.");
  const columns = head.map((name) => readCell(name).trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  const unnamed = columns.indexOf("");
  if (unnamed !== -1) throw refuse(`Column ${unnamed + 1} has no name in the first line.`);
  if (twice !== undefined) throw refuse(`Two columns are named "${twice}".`);
  return {
    columns,
    rows: body.map((record) => Object.fromEntries(columns.map((name, at) => [name, readCell(record[at]!)]))),
  };
}

const refuse = (message: string) => badInput("INVALID_INPUT", message, "csv");

function parsed(text: string): string[][] {
  const firstLine = /^[^\r\n]*/.exec(text)![0];
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: firstLine.split(delimiter).length }));
  const { delimiter } = counted.reduce((most, next) => (next.count > most.count ? next : most));
  try {
    return parse(text, { bom: true, delimiter, skip_empty_lines: true, max_record_size: 1_000_000 }) as string[][];
  } catch (error) {
    throw refuse(`The CSV cannot be read: ${(error as Error).message}.`);
  }
}
