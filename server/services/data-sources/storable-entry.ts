import {
  COLUMN_NAME_LENGTH_MAX,
  COLUMNS_MAX,
  ENTRY_BYTES_MAX,
  ENTRY_DEPTH_MAX,
  LISTS_IN_LISTS_MAX,
} from "#domain/data-source.ts";
import { badInput, DomainError } from "#domain/errors.ts";
import { storableJson } from "../storable.ts";

/**
 * An entry's data as it is stored.
 *
 * @param field what a refusal names: `data`, `rows.3`, `entries.0.data`
 * @throws DomainError INVALID_INPUT on a name that cannot be a column, and on data that is too deep or too wide;
 * PAYLOAD_TOO_LARGE over 256 KiB of JSON.
 */
export function storableEntry(data: Record<string, unknown>, field: string): Record<string, unknown> {
  const names = Object.keys(data);
  if (names.length > COLUMNS_MAX)
    throw refuse(`An entry has at most ${COLUMNS_MAX.toLocaleString("en")} columns, this one ${names.length}.`, field);
  for (const name of names) {
    if (name.length > COLUMN_NAME_LENGTH_MAX)
      throw refuse(`The name of a column has at most ${COLUMN_NAME_LENGTH_MAX} characters.`, field);
    check(data[name], `${field}.${name}`, 1, 0);
  }
  refuseReserved(names, field);
  const stored = storableJson(data) as Record<string, unknown>;
  const bytes = Buffer.byteLength(JSON.stringify(stored));
  if (bytes > ENTRY_BYTES_MAX) {
    throw new DomainError(
      "too_large",
      "PAYLOAD_TOO_LARGE",
      `An entry has at most ${ENTRY_BYTES_MAX.toLocaleString("en")} bytes of JSON, this one ${bytes.toLocaleString("en")}. Keep large content elsewhere and its address here.`,
      { field },
    );
  }
  return stored;
}

const refuse = (message: string, field: string) => badInput("INVALID_INPUT", message, field);

function refuseReserved(names: readonly string[], field: string): void {
  // As an object's member it means its prototype to every program that reads the entry.
  if (names.includes("__proto__")) throw refuse('"__proto__" cannot be the name of a column.', field);
}

/** @param lists how many lists stand directly around the value */
function check(value: unknown, field: string, depth: number, lists: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > ENTRY_DEPTH_MAX) throw refuse(`The value is nested more than ${ENTRY_DEPTH_MAX} levels deep.`, field);
  if (Array.isArray(value)) {
    if (lists >= LISTS_IN_LISTS_MAX)
      throw refuse(`Lists may stand in lists ${LISTS_IN_LISTS_MAX} levels deep, no deeper.`, field);
    for (const item of value) check(item, field, depth + 1, lists + 1);
    return;
  }
  refuseReserved(Object.keys(value), field);
  for (const item of Object.values(value)) check(item, field, depth + 1, 0);
}
