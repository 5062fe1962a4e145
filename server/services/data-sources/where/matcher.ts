import { clockOf, instantOf } from "./dates.ts";
import type { Filter, Test } from "./filter.ts";
import { library } from "./sift-library.ts";
import { compareTexts, isSameJson, likeMatcher, looseNumber } from "./values.ts";

const { $and, $elemMatch, $exists, $nor, $or, createEqualsOperation, createQueryTester } = library;

/** Whether a text matches a pattern, found out beforehand where nothing else waits for it. */
export type RegexVerdict = (test: Test & { op: "regex" }, text: string) => boolean;

type Options = Parameters<typeof createEqualsOperation>[2];
type ValueTest = (value: unknown, isItem: boolean) => boolean;

/** The library's walk over paths, lists and groups, without its `$where`, which runs code. */
const OPERATIONS = { $and, $or, $nor, $exists: columnExists, $elemMatch };

/** The library's $exists, to which the length of a text is no column. */
function columnExists(...args: Parameters<typeof $exists>): ReturnType<typeof $exists> {
  const operation = $exists(...args);
  const next = operation.next.bind(operation);
  operation.next = (item, key, owner, root, leaf) => {
    if (typeof owner === "object" || owner === undefined) next(item, key, owner, root, leaf);
  };
  return operation;
}

/**
 * Evaluates a filter over documents that hold only the columns it names, under `aliasOf(name)`: the library splits names
 * at dots and trips over some.
 */
export function createMatcher(
  filter: Filter,
  aliasOf: (name: string) => string,
  verdict: RegexVerdict,
): (document: Record<string, unknown>) => boolean {
  const $test = ({ test, isItemTest }: { test: Test; isItemTest: boolean }, query: unknown, options: Options) => {
    const passes = valueTest(test, verdict);
    return createEqualsOperation(
      (item: unknown, key: PropertyKey, owner: unknown) =>
        passes(valueAt(item, key, owner), !isItemTest && Array.isArray(owner)),
      query,
      options,
    );
  };
  const query = toQuery(filter, aliasOf);
  return createQueryTester(query, { operations: { ...OPERATIONS, $test } });
}

function toQuery(filter: Filter, aliasOf: (name: string) => string): Record<string, unknown> {
  switch (filter.kind) {
    case "all":
      return filter.filters.length === 0 ? {} : { $and: filter.filters.map((part) => toQuery(part, aliasOf)) };
    case "any":
      return filter.filters.length === 0
        ? { $nor: [{}] }
        : { $or: filter.filters.map((part) => toQuery(part, aliasOf)) };
    case "not":
      return { $nor: [toQuery(filter.filter, aliasOf)] };
    case "column": {
      const { test, path } = filter;
      const [first, ...rest] = path;
      const operation =
        test.op === "exists"
          ? { $exists: true }
          : test.op === "elemMatch"
            ? { $elemMatch: toQuery(test.filter, (name) => name) }
            : { $test: { test, isItemTest: first === undefined } };
      return first === undefined ? operation : { [[aliasOf(first), ...rest].join(".")]: operation };
    }
  }
}

/** What really stands there: not what JavaScript's own objects, lists and texts have by that name. */
function valueAt(item: unknown, key: PropertyKey, owner: unknown): unknown {
  if (owner === undefined || owner === null) return item;
  return typeof owner === "object" && Object.hasOwn(owner, key) ? item : undefined;
}

function valueTest(test: Test, verdict: RegexVerdict): ValueTest {
  switch (test.op) {
    case "eq":
      return (value) => isSameJson(value, test.value);
    case "in": {
      const plain = new Set(test.values.filter((value) => typeof value !== "object"));
      const others = test.values.filter((value) => typeof value === "object");
      return (value) => plain.has(value) || others.some((other) => isSameJson(value, other));
    }
    case "compare":
      return (value) => typeof value === typeof test.operand && holds(order(value, test.operand), test.by);
    case "size":
      return (value, isItem) => !isItem && Array.isArray(value) && value.length === test.length;
    case "type":
      return (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value) === test.type;
    case "mod":
      return (value) => typeof value === "number" && modulo(value, test);
    case "like": {
      const matches = likeMatcher(test.pattern, test.ignoreCase);
      return (value) => typeof value === "string" && matches(value);
    }
    case "regex":
      return (value) => typeof value === "string" && verdict(test, value);
    case "empty":
      return (value, isItem) =>
        !isItem && ((value ?? null) === null || value === "" || (Array.isArray(value) && value.length === 0));
    case "number":
      return (value) => {
        const number = looseNumber(value);
        if (number === undefined) return false;
        const { from, to } = test;
        const isFrom = !from || (from.inclusive ? number >= from.value : number > from.value);
        return isFrom && (!to || (to.inclusive ? number <= to.value : number < to.value));
      };
    case "instant":
      return (value) => {
        const at = typeof value === "string" ? (test.clock ? clockOf(value) : instantOf(value)) : undefined;
        return at !== undefined && at >= test.from && at < test.before;
      };
    default:
      // Both are the library's own.
      throw new Error(`${test.op} is not a test of one value.`);
  }
}

const order = (a: unknown, b: number | string) => (typeof b === "number" ? Number(a) - b : compareTexts(String(a), b));

function holds(difference: number, by: "gt" | "gte" | "lt" | "lte"): boolean {
  if (by === "gt") return difference > 0;
  if (by === "gte") return difference >= 0;
  return by === "lt" ? difference < 0 : difference <= 0;
}

/** Beyond safe integers a double is not the number that its JSON writes. */
const modulo = (value: number, { divisor, remainder }: { divisor: number; remainder: number }) =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER && value % divisor === remainder;
