import { inspectValue } from "./inspect.ts";
import { append, getOwnPropertyDescriptor, hasOwn, isArray, keys, max, padEnd, repeat } from "./intrinsics.ts";

const MAX_ROWS = 200;
const MAX_COLUMNS = 30;
const MAX_CELL = 100;
const VALUES = "Values";

/** Rows and columns as a console draws them; null for what is no table. Getters are not run. */
export function formatTable(data: unknown, only: unknown): string | null {
  if (typeof data !== "object" || data === null) return null;
  const names = keys(data);
  const columns: string[] = [];
  let hasValues = false;
  for (let at = 0; at < names.length && at < MAX_ROWS; at++) {
    const row = member(data, names[at]!);
    if (typeof row !== "object" || row === null) hasValues = true;
    else if (!isArray(only)) addColumns(columns, keys(row));
  }
  if (isArray(only)) addColumns(columns, only);
  const head: string[] = ["(index)"];
  for (let at = 0; at < columns.length; at++) append(head, columns[at]!);
  if (hasValues) append(head, VALUES);
  const rows: string[][] = [head];
  for (let at = 0; at < names.length && at < MAX_ROWS; at++) {
    append(rows, tableRow(names[at]!, member(data, names[at]!), columns, hasValues));
  }
  const table = draw(rows);
  return names.length > MAX_ROWS ? `${table}\n… ${names.length - MAX_ROWS} more rows` : table;
}

function tableRow(name: string, value: unknown, columns: readonly string[], hasValues: boolean): string[] {
  const cells: string[] = [name];
  const isRow = typeof value === "object" && value !== null;
  for (let at = 0; at < columns.length; at++) {
    const key = columns[at]!;
    append(cells, isRow && hasOwn(value, key) ? inspectValue(member(value, key), MAX_CELL) : "");
  }
  if (hasValues) append(cells, isRow ? "" : inspectValue(value, MAX_CELL));
  return cells;
}

function addColumns(columns: string[], names: readonly unknown[]): void {
  for (let at = 0; at < names.length && columns.length < MAX_COLUMNS; at++) {
    const name = names[at];
    let isKnown = typeof name !== "string";
    for (let seen = 0; seen < columns.length && !isKnown; seen++) isKnown = columns[seen] === name;
    if (!isKnown) append(columns, name as string);
  }
}

const member = (value: object, key: string): unknown => getOwnPropertyDescriptor(value, key)?.value;

function draw(rows: readonly string[][]): string {
  const widths: number[] = [];
  for (let column = 0; column < rows[0]!.length; column++) {
    let width = 0;
    for (let at = 0; at < rows.length; at++) width = max(width, rows[at]![column]!.length);
    append(widths, width);
  }
  let out = rule(widths, "┌", "┬", "┐");
  for (let at = 0; at < rows.length; at++) {
    out += "\n│";
    for (let column = 0; column < widths.length; column++) {
      out += ` ${padEnd(rows[at]![column]!, widths[column]!)} │`;
    }
    if (at === 0) out += `\n${rule(widths, "├", "┼", "┤")}`;
  }
  return `${out}\n${rule(widths, "└", "┴", "┘")}`;
}

function rule(widths: readonly number[], left: string, middle: string, right: string): string {
  let out = left;
  for (let at = 0; at < widths.length; at++) {
    out += (at > 0 ? middle : "") + repeat("─", widths[at]! + 2);
  }
  return out + right;
}
