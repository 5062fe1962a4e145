import { stripVTControlCharacters } from "node:util";

const GAP = "  ";

const width = (text: string) => stripVTControlCharacters(text).length;

/** Rows under their headings, each column as wide as its widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + " ".repeat(widths[column]! - width(cell)))
      .join(GAP)
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
}
