import { type SQL, sql } from "drizzle-orm";
import { dataSourceEntries } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import { storableJson } from "../storable.ts";

/** Nested deeper, a filter is a mistake or an attack. */
const DEPTH_MAX = 10;

/**
 * Turns a MongoDB-style filter over an entry's columns into SQL; every name and value is a parameter. A plain value
 * means equality; a column that is missing equals null. Texts are compared as they are stored, without NUL.
 *
 * @throws DomainError INVALID_INPUT on an operator that is not known or a value it cannot take.
 */
export function whereClause(where: Record<string, unknown>): SQL {
  return filterClause(storableJson(where) as Record<string, unknown>, 0);
}

function filterClause(where: Record<string, unknown>, depth: number): SQL {
  if (depth > DEPTH_MAX)
    throw badInput("INVALID_INPUT", `where is nested more than ${DEPTH_MAX} levels deep.`, "where");
  const parts = Object.entries(where).map(([key, value]) => {
    if (key === "$and") return joined(listOf(key, value), sql` and `, sql`true`, depth);
    if (key === "$or") return joined(listOf(key, value), sql` or `, sql`false`, depth);
    if (key === "$nor") return sql`not ${joined(listOf(key, value), sql` or `, sql`false`, depth)}`;
    if (key.startsWith("$")) throw unknownOperator(key);
    return columnClause(key.replace(/^data\./, ""), value, depth);
  });
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
}

const unknownOperator = (operator: string) =>
  badInput(
    "INVALID_INPUT",
    `where does not know the operator ${operator}. Known: $and, $or, $nor, $not, ${Object.keys(OPERATORS).join(", ")}.`,
    "where",
  );

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function listOf(operator: string, value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isPlainObject)) return value;
  throw badInput("INVALID_INPUT", `${operator} takes a list of filters.`, "where");
}

function joined(list: Record<string, unknown>[], by: SQL, empty: SQL, depth: number): SQL {
  if (list.length === 0) return empty;
  return sql`(${sql.join(
    list.map((filter) => filterClause(filter, depth + 1)),
    by,
  )})`;
}

function columnClause(column: string, value: unknown, depth: number): SQL {
  const field = sql`(${dataSourceEntries.data} -> ${column}::text)`;
  if (!isPlainObject(value)) return OPERATORS.$eq(field, value);
  const operators = Object.entries(value);
  if (!operators.some(([key]) => key.startsWith("$"))) return OPERATORS.$eq(field, value);
  const parts = operators.map(([operator, operand]) => {
    if (operator === "$not") return sql`not ${columnClause(column, operand, depth + 1)}`;
    const clause = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator as keyof typeof OPERATORS] : undefined;
    if (!clause) throw unknownOperator(operator);
    return clause(field, operand);
  });
  return sql`(${sql.join(parts, sql` and `)})`;
}

const jsonb = (value: unknown) => sql`${JSON.stringify(value ?? null)}::jsonb`;

/** A missing column and a null are one value. */
const orNull = (field: SQL) => sql`coalesce(${field}, 'null'::jsonb)`;

const text = (field: SQL) => sql`(${field} #>> '{}')`;

/** Numbers compare with numbers and texts with texts; anything else does not match, as in MongoDB. */
function compare(field: SQL, operator: SQL, value: unknown): SQL {
  if (typeof value === "number")
    return sql`(jsonb_typeof(${field}) = 'number' and ${field} ${operator} ${jsonb(value)})`;
  if (typeof value === "string")
    return sql`(jsonb_typeof(${field}) = 'string' and ${text(field)} collate "C" ${operator} ${value}::text)`;
  throw badInput("INVALID_INPUT", "$gt, $gte, $lt and $lte compare numbers or texts.", "where");
}

function oneOf(field: SQL, operator: string, value: unknown): SQL {
  if (!Array.isArray(value)) throw badInput("INVALID_INPUT", `${operator} takes a list of values.`, "where");
  if (value.length === 0) return sql`false`;
  return sql`${orNull(field)} in (${sql.join(value.map(jsonb), sql`, `)})`;
}

function textOperand(operator: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw badInput("INVALID_INPUT", `${operator} takes a text.`, "where");
}

const OPERATORS = {
  $eq: (field: SQL, value: unknown) => sql`${orNull(field)} = ${jsonb(value)}`,
  $ne: (field: SQL, value: unknown) => sql`${orNull(field)} <> ${jsonb(value)}`,
  $gt: (field: SQL, value: unknown) => compare(field, sql`>`, value),
  $gte: (field: SQL, value: unknown) => compare(field, sql`>=`, value),
  $lt: (field: SQL, value: unknown) => compare(field, sql`<`, value),
  $lte: (field: SQL, value: unknown) => compare(field, sql`<=`, value),
  $in: (field: SQL, value: unknown) => oneOf(field, "$in", value),
  $nin: (field: SQL, value: unknown) => sql`not ${oneOf(field, "$nin", value)}`,
  $exists: (field: SQL, value: unknown) => (value ? sql`${field} is not null` : sql`${field} is null`),
  $like: (field: SQL, value: unknown) => sql`coalesce(${text(field)} like ${textOperand("$like", value)}, false)`,
  $iLike: (field: SQL, value: unknown) => sql`coalesce(${text(field)} ilike ${textOperand("$iLike", value)}, false)`,
} as const;
