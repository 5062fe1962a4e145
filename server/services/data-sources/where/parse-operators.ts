import { all, any, column, type Filter, JSON_TYPES, type JsonType, not, type Test } from "./filter.ts";
import { parsePattern } from "./parse-pattern.ts";
import { isPlainObject, refuse } from "./refuse.ts";
import { escapeLike } from "./values.ts";

export const OPERATORS = [
  ...["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$all", "$size", "$not"],
  ...["$regex", "$options", "$like", "$iLike", "$exists", "$type", "$mod", "$elemMatch"],
] as const;

/** Values of one $in. */
const VALUES_MAX = 10_000;

const TYPE_NAMES: Record<string, JsonType> = {
  ...Object.fromEntries(JSON_TYPES.map((type) => [type, type])),
  ...{ bool: "boolean", double: "number", int: "number", long: "number", decimal: "number" },
};

interface Readers {
  /** Reads what $not takes. */
  operators(operand: unknown): Filter;
  /** Reads what $elemMatch takes. */
  items(operand: Record<string, unknown>): Filter;
  unknown(operator: string): Error;
}

/** Whether an object is about operators rather than a value to equal. */
export const isOperatorObject = (value: unknown): value is Record<string, unknown> =>
  isPlainObject(value) && Object.keys(value).some((key) => key.startsWith("$"));

/** Reads `{ $gt: 5, $lt: 9 }`: every operator must hold. @throws DomainError INVALID_INPUT */
export function parseOperators(path: string[], operators: Record<string, unknown>, readers: Readers): Filter {
  const test = (made: Test) => column(path, made);
  return all(
    ...Object.entries(operators).map(([operator, operand]): Filter => {
      switch (operator) {
        case "$eq":
          return test({ op: "eq", value: operand });
        case "$ne":
          return not(test({ op: "eq", value: operand }));
        case "$gt":
        case "$gte":
        case "$lt":
        case "$lte":
          return test({ op: "compare", by: operator.slice(1) as "gt", operand: comparable(operator, operand) });
        case "$in":
          return test({ op: "in", values: values(operator, operand) });
        case "$nin":
          return not(test({ op: "in", values: values(operator, operand) }));
        case "$all":
          return everyValue(path, values(operator, operand), readers);
        case "$size":
          return test({ op: "size", length: wholeNumber(operator, operand) });
        case "$not":
          return not(readers.operators(operand));
        case "$exists":
          return operand ? test({ op: "exists" }) : not(test({ op: "exists" }));
        case "$type":
          return test({ op: "type", type: typeName(operand) });
        case "$mod":
          return test(modulo(operand));
        case "$like":
          return test({ op: "like", pattern: likePattern(operator, operand), ignoreCase: false });
        case "$iLike":
          return test({ op: "like", pattern: likePattern(operator, operand), ignoreCase: true });
        case "$regex":
          return test(parsePattern(operand, operators.$options));
        case "$options":
          if (!Object.hasOwn(operators, "$regex")) throw refuse("$options stands beside $regex only.");
          return all();
        case "$elemMatch":
          if (!isPlainObject(operand)) throw refuse("$elemMatch takes a filter for one item of the list.");
          return test({ op: "elemMatch", filter: readers.items(operand) });
        default:
          throw readers.unknown(operator);
      }
    }),
  );
}

function everyValue(path: string[], wanted: unknown[], readers: Readers): Filter {
  // A list that must hold nothing in particular: MongoDB finds nothing.
  if (wanted.length === 0) return any();
  return all(
    ...wanted.map((value) => {
      if (!isOperatorObject(value)) return column(path, { op: "eq", value });
      if (Object.keys(value).join() !== "$elemMatch") throw refuse("$all takes values, or { $elemMatch: … } for each.");
      return parseOperators(path, value, readers);
    }),
  );
}

function comparable(operator: string, operand: unknown): number | string {
  if (typeof operand === "number" || typeof operand === "string") return operand;
  throw refuse(`${operator} compares with a number or a text, got ${JSON.stringify(operand)?.slice(0, 100)}.`);
}

function values(operator: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw refuse(`${operator} takes a list of values.`);
  if (operand.length > VALUES_MAX)
    throw refuse(`${operator} takes at most ${VALUES_MAX.toLocaleString("en")} values, got ${operand.length}.`);
  return operand;
}

function wholeNumber(operator: string, operand: unknown): number {
  if (Number.isInteger(operand) && Number(operand) >= 0 && Number(operand) <= 2_147_483_647) return Number(operand);
  throw refuse(`${operator} takes a whole number from 0 up.`);
}

function typeName(operand: unknown): JsonType {
  const type = typeof operand === "string" && Object.hasOwn(TYPE_NAMES, operand) ? TYPE_NAMES[operand] : undefined;
  if (type) return type;
  throw refuse(`$type takes one of ${JSON_TYPES.join(", ")}.`);
}

function modulo(operand: unknown): Test {
  const [divisor, remainder] = Array.isArray(operand) && operand.length === 2 ? operand : [];
  if (!Number.isSafeInteger(divisor) || !Number.isSafeInteger(remainder) || divisor === 0)
    throw refuse("$mod takes two whole numbers, [divisor, remainder], and the divisor is not 0.");
  return { op: "mod", divisor, remainder };
}

/** A text with `%` is a LIKE pattern for the whole value; without, it stands anywhere in it. */
function likePattern(operator: string, operand: unknown): string {
  if (typeof operand !== "string") throw refuse(`${operator} takes a text, e.g. "%ann%".`);
  if (!operand.includes("%")) return `%${escapeLike(operand)}%`;
  if (/(^|[^\\])(\\\\)*\\$/.test(operand))
    throw refuse(`${operator}: a backslash at the end of the pattern has nothing to escape. Write two.`);
  return operand;
}
