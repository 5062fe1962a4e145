export const JSON_TYPES = ["number", "string", "boolean", "object", "array", "null"] as const;
export type JsonType = (typeof JSON_TYPES)[number];

/** One end of a range of numbers. */
export interface NumberBound {
  value: number;
  inclusive: boolean;
}

/**
 * What one value must be. A column whose value is a list passes when the list itself or one of its items does, as in
 * MongoDB; lists inside the list are looked through as well.
 */
export type Test =
  | { op: "eq"; value: unknown }
  | { op: "in"; values: unknown[] }
  | { op: "compare"; by: "gt" | "gte" | "lt" | "lte"; operand: number | string }
  | { op: "exists" }
  | { op: "size"; length: number }
  | { op: "type"; type: JsonType }
  | { op: "mod"; divisor: number; remainder: number }
  /** `pattern` as SQL's LIKE writes it: `%`, `_`, and a backslash before what is meant literally. */
  | { op: "like"; pattern: string; ignoreCase: boolean }
  | { op: "regex"; source: string; flags: string }
  /** Missing, null, an empty text or an empty list. */
  | { op: "empty" }
  /** A number, or a text that writes one plainly. */
  | { op: "number"; from?: NumberBound; to?: NumberBound }
  /** A text that writes a date, from `from` on and before `before`, ms since 1970 UTC; of a clock time, ms since midnight. */
  | { op: "instant"; clock: boolean; from: number; before: number }
  | { op: "elemMatch"; filter: Filter };

/** A filter over entries, with every convenience of its notation resolved. An empty `path` is the item of a list itself. */
export type Filter =
  | { kind: "all"; filters: Filter[] }
  | { kind: "any"; filters: Filter[] }
  | { kind: "not"; filter: Filter }
  | { kind: "column"; path: string[]; test: Test };

export const all = (...filters: Filter[]): Filter => (filters.length === 1 ? filters[0]! : { kind: "all", filters });
export const any = (...filters: Filter[]): Filter => (filters.length === 1 ? filters[0]! : { kind: "any", filters });
export const not = (filter: Filter): Filter => ({ kind: "not", filter });
export const column = (path: string[], test: Test): Filter => ({ kind: "column", path, test });

/** Every test of a filter with the path of its column, those of list items under the list's own. */
export function testsOf(filter: Filter, under: string[] = []): { path: string[]; test: Test }[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.filters.flatMap((part) => testsOf(part, under));
    case "not":
      return testsOf(filter.filter, under);
    case "column": {
      const path = [...under, ...filter.path];
      const { test } = filter;
      return [{ path, test }, ...(test.op === "elemMatch" ? testsOf(test.filter, path) : [])];
    }
  }
}
