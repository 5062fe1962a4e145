import { DATE_UNITS, type DateUnit, type Stretch, stretchOf } from "./dates.ts";
import { all, any, column, type Filter, type NumberBound, not, type Test } from "./filter.ts";
import { parsePattern } from "./parse-pattern.ts";
import { isPlainObject, refuse } from "./refuse.ts";
import { escapeLike, looseNumber } from "./values.ts";

const CONDITIONS = [
  ...["==", "!=", ">", ">=", "<", "<=", "contains", "notcontains", "empty", "notempty", "between", "oneof", "notoneof"],
  ...["regex", "dateis", "datebefore", "dateafter", "datebetween", "none"],
];

/**
 * Reads one of the vendor's `$filters`: `{ column, condition, value }`. Unlike the operators of MongoDB they are kind to
 * data from spreadsheets: case is aside, and a text that writes a number counts as it.
 *
 * @throws DomainError INVALID_INPUT
 */
export function parseNamedFilter(filter: Record<string, unknown>, pathOf: (name: string) => string[]): Filter {
  const { column: name, condition, value } = filter;
  if (typeof name !== "string" || name === "") throw refuse("Each of $filters names its column.");
  const path = pathOf(name);
  const test = (made: Test) => column(path, made);
  const empty = test({ op: "empty" });
  switch (condition) {
    case "==":
      return equals(path, value);
    case "!=":
      return not(equals(path, value));
    case ">":
    case ">=":
    case "<":
    case "<=":
      return compare(path, condition, value);
    case "contains":
      return contains(path, value);
    case "notcontain":
    case "notcontains":
      return all(not(empty), not(contains(path, value)));
    case "empty":
      return empty;
    case "notempty":
      return not(empty);
    case "between": {
      const { from, to } = ends(condition, filter);
      return all(compare(path, ">=", from), compare(path, "<=", to));
    }
    case "oneof":
    case "in":
      return any(...list(value).map((item) => equals(path, item)));
    case "notoneof":
    case "notin":
      return not(any(...list(value).map((item) => equals(path, item))));
    case "regex":
      return test(parsePattern(value));
    case "none":
      return all();
    case "dateis":
    case "datebefore":
    case "dateafter":
    case "datebetween":
      return test(dates(condition, filter));
    default:
      throw refuse(
        `$filters does not know the condition ${JSON.stringify(condition)}. Known: ${CONDITIONS.join(", ")}.`,
      );
  }
}

function equals(path: string[], value: unknown): Filter {
  if (value === null || value === undefined || typeof value === "boolean") return column(path, { op: "eq", value });
  if (typeof value === "number") return column(path, numbers({ value, inclusive: true }, { value, inclusive: true }));
  if (typeof value !== "string") throw refuse("$filters compares with a text, a number, true, false or null.");
  const text = column(path, { op: "like", pattern: escapeLike(value), ignoreCase: true });
  const number = looseNumber(value);
  return number === undefined ? text : any(text, column(path, { op: "eq", value: number }));
}

function contains(path: string[], value: unknown): Filter {
  if (typeof value !== "string" && typeof value !== "number") throw refuse("contains takes a text.");
  return column(path, { op: "like", pattern: `%${escapeLike(String(value))}%`, ignoreCase: true });
}

function compare(path: string[], condition: ">" | ">=" | "<" | "<=", value: unknown): Filter {
  const number = looseNumber(value);
  if (number !== undefined) {
    const bound = { value: number, inclusive: condition.endsWith("=") };
    return column(path, condition.startsWith(">") ? numbers(bound, undefined) : numbers(undefined, bound));
  }
  if (typeof value !== "string") throw refuse(`${condition} compares with a number or a text.`);
  const by = ({ ">": "gt", ">=": "gte", "<": "lt", "<=": "lte" } as const)[condition];
  return column(path, { op: "compare", by, operand: value });
}

const numbers = (from: NumberBound | undefined, to: NumberBound | undefined): Test => ({
  op: "number",
  ...(from && { from }),
  ...(to && { to }),
});

/** `value: { from, to }`, or `from` and `to` beside the column, each as it is or as `{ value }`. */
function ends(condition: string, filter: Record<string, unknown>): { from: unknown; to: unknown } {
  const source = isPlainObject(filter.value) ? filter.value : filter;
  const end = (given: unknown) => (isPlainObject(given) ? given.value : given);
  const [from, to] = [end(source.from), end(source.to)];
  if (from === undefined || to === undefined) throw refuse(`${condition} takes value: { from, to }.`);
  return { from, to };
}

/** A list, or a text with commas between. */
function list(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length <= 1_000) return value;
  if (typeof value === "string" && value.length <= 100_000) return value.split(",").map((item) => item.trim());
  throw refuse("oneof takes a list of at most 1,000 values, or a text with commas between them.");
}

function dates(condition: string, filter: Record<string, unknown>): Test {
  const unit = dateUnit(filter.unit);
  if (condition === "datebetween") {
    const { from, to } = ends(condition, filter);
    const [first, last] = [stretch(from, unit), stretch(to, unit)];
    if (first.clock !== last.clock) throw refuse("datebetween takes two dates or two times of day.");
    return { op: "instant", clock: first.clock, from: first.start, before: last.end };
  }
  const { clock, start, end } = stretch(filter.value, unit);
  const [from, before] = {
    dateis: [start, end],
    datebefore: [Number.MIN_SAFE_INTEGER, start],
    dateafter: [end, Number.MAX_SAFE_INTEGER],
  }[condition as "dateis"] as [number, number];
  return { op: "instant", clock, from, before };
}

function stretch(value: unknown, unit: DateUnit | undefined): Stretch {
  const found = typeof value === "string" ? stretchOf(value, unit) : undefined;
  if (found) return found;
  throw refuse(
    `A date filter takes a date as 2026-01-31, 2026-01-31 08:00 or 17:30, got ${JSON.stringify(value)?.slice(0, 100)}.`,
  );
}

function dateUnit(unit: unknown): DateUnit | undefined {
  if (unit === undefined || unit === null) return undefined;
  if (DATE_UNITS.includes(unit as DateUnit)) return unit as DateUnit;
  throw refuse(`unit is one of ${DATE_UNITS.join(", ")}.`);
}
