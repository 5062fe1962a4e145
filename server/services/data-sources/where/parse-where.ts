import { badInput } from "#domain/errors.ts";
import { storableJson } from "../../storable.ts";
import { all, any, column, type Filter, not } from "./filter.ts";
import { parseNamedFilter } from "./parse-named-filter.ts";
import { isOperatorObject, OPERATORS, parseOperators } from "./parse-operators.ts";
import { isPlainObject, refuse } from "./refuse.ts";

/** Nested deeper, a filter is a mistake or an attack. */
const FILTER_DEPTH_MAX = 10;
/** Conditions of one filter, however they are nested. */
const CONDITIONS_MAX = 500;
const WHERE_BYTES_MAX = 262_144;
/** Names that would change what the query itself is, as the library reads it. */
const UNUSABLE = new Set(["constructor", "toJSON"]);

interface Reading {
  /** Columns of the source, so that one whose name has dots in it can be named. */
  columns: ReadonlySet<string>;
  conditions: number;
}

/**
 * Reads a MongoDB-style filter, with the vendor's `$filters`. A plain value means equality; `a.b` is the column b of
 * what stands in column a, unless the source has a column of just that name; `data.` before a name may be left out.
 *
 * @throws DomainError INVALID_INPUT on what is not known, not of the right kind, too deep or too large.
 */
export function parseWhere(where: Record<string, unknown>, columns: Iterable<string> = []): Filter {
  let bytes: number;
  try {
    bytes = Buffer.byteLength(JSON.stringify(where));
  } catch {
    throw refuse("where is nested too deep.");
  }
  if (bytes > WHERE_BYTES_MAX)
    throw refuse(`where has ${bytes} bytes of JSON; at most ${WHERE_BYTES_MAX} are allowed.`);
  const reading: Reading = { columns: new Set(columns), conditions: 0 };
  return parseFilter(storable(where), reading, 0, false);
}

function storable(where: Record<string, unknown>): Record<string, unknown> {
  try {
    return storableJson(where) as Record<string, unknown>;
  } catch {
    throw refuse("where is nested too deep.");
  }
}

/** @param inItem whether it is about an item of a list, as in $elemMatch */
function parseFilter(where: Record<string, unknown>, reading: Reading, depth: number, inItem: boolean): Filter {
  if (depth > FILTER_DEPTH_MAX) throw refuse(`where is nested more than ${FILTER_DEPTH_MAX} levels deep.`);
  return all(
    ...Object.entries(where).map(([key, value]) => {
      if (++reading.conditions > CONDITIONS_MAX)
        throw refuse(`where has more than ${CONDITIONS_MAX} conditions. Use $in for a list of values.`);
      const list = () => listOf(key, value).map((part) => parseFilter(part, reading, depth + 1, inItem));
      switch (key) {
        case "$and":
          return all(...list());
        case "$or":
          return any(...list());
        case "$nor":
          return not(any(...list()));
        case "$filters":
          return all(
            ...namedFilters(value).map((filter) => parseNamedFilter(filter, (name) => pathOf(name, reading, inItem))),
          );
        default:
      }
      if (key.startsWith("$")) {
        if (inItem) return parseColumn([], { [key]: value }, reading, depth);
        throw unknownOperator(key);
      }
      return parseColumn(pathOf(key, reading, inItem), value, reading, depth);
    }),
  );
}

function parseColumn(path: string[], value: unknown, reading: Reading, depth: number): Filter {
  if (!isOperatorObject(value)) return column(path, { op: "eq", value });
  if (depth > FILTER_DEPTH_MAX) throw refuse(`where is nested more than ${FILTER_DEPTH_MAX} levels deep.`);
  return parseOperators(path, value, {
    operators: (operand) => parseColumn(path, operand, reading, depth + 1),
    items: (operand) => parseFilter(operand, reading, depth + 1, true),
    unknown: unknownOperator,
  });
}

function pathOf(key: string, { columns }: Reading, inItem: boolean): string[] {
  const name = inItem ? key : key.replace(/^data\./, "");
  if (inItem && UNUSABLE.has(name)) throw refuse(`$elemMatch cannot ask for the column "${name}".`);
  return !inItem && columns.has(name) ? [name] : name.split(".");
}

function listOf(operator: string, value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isPlainObject)) return value;
  throw refuse(`${operator} takes a list of at least one filter.`);
}

function namedFilters(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isPlainObject)) return value;
  throw refuse('$filters takes a list, e.g. [{ column: "Name", condition: "contains", value: "ann" }].');
}

const unknownOperator = (operator: string) =>
  badInput(
    "INVALID_INPUT",
    `where does not know ${operator} here. Known: $and, $or, $nor and $filters beside columns; ${OPERATORS.join(", ")} for a column.`,
    "where",
  );
