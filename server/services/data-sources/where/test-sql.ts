import { type SQL, sql } from "drizzle-orm";
import { dataSourceEntries } from "#db/schema/index.ts";
import { LISTS_IN_LISTS_MAX } from "#domain/data-source.ts";
import { type Bounds, exactly } from "./bounds.ts";
import type { NumberBound, Test } from "./filter.ts";
import { CASE_PAIRS, foldCase, PLAIN_NUMBER } from "./values.ts";

/** JSON path to a column's value, or to the items of it when it is a list, and of the lists in that list. */
const ITEMS = `$${"[*]".repeat(LISTS_IN_LISTS_MAX)}`;

const DAY_MS = 86_400_000;
/** Instants that ISO 8601 writes with a year of four digits, whose text sorts by time. */
const [FIRST_INSTANT, LAST_INSTANT] = [Date.parse("0000-01-01T00:00:00Z"), Date.parse("9999-12-31T00:00:00Z")];

/** Lists of values up to this many are written out, so that the index answers them. */
const WRITTEN_OUT_MAX = 16;

/** What encloses one test of one column. @param field the column's jsonb value; NULL where it is missing */
export function testSql(test: Test, path: string[], field: SQL): Bounds {
  switch (test.op) {
    case "eq":
      return exactly(equal(path, field, test.value));
    case "in":
      return exactly(oneOf(path, field, test.values));
    case "compare": {
      const sign = { gt: ">", gte: ">=", lt: "<", lte: "<=" }[test.by];
      return exactly(some(field, `@ ${sign} $v`, { v: test.operand }));
    }
    case "exists":
      return exactly(sql`(${field} is not null)`);
    case "size":
      return exactly(
        sql`(case when jsonb_typeof(${field}) = 'array' then jsonb_array_length(${field}) = ${test.length} else false end)`,
      );
    case "type": {
      if (test.type === "array") return exactly(isList(field));
      const clause = some(field, `@.type() == "${test.type}"`);
      // The library takes a null on the way to a column for the column's own.
      return test.type === "null" && path.length > 1 ? inexactly(sql`true`, clause) : exactly(clause);
    }
    case "mod":
      return exactly(sql`exists (
        select 1 from jsonb_path_query(${field}, ${`${ITEMS} ? (@.type() == "number")`}::jsonpath) as item
        where abs((item #>> '{}')::numeric) <= ${Number.MAX_SAFE_INTEGER}
          and mod((item #>> '{}')::numeric, ${test.divisor}::numeric) = ${test.remainder}::numeric)`);
    case "like":
      return exactly(like(field, test.pattern, test.ignoreCase));
    case "regex":
      return inexactly(some(field, '@.type() == "string"'));
    case "empty":
      return exactly(sql`(${field} is null or ${field} in ('null'::jsonb, '""'::jsonb, '[]'::jsonb))`);
    case "number":
      return exactly(inRange(field, test.from, test.to));
    case "instant":
      return inexactly(test.clock ? some(field, '@.type() == "string"') : aroundDates(field, test.from, test.before));
    case "elemMatch":
      return inexactly(isList(field));
  }
}

const inexactly = (maybe: SQL, surely: SQL = sql`false`): Bounds => ({ maybe, surely, isExact: false });

const isList = (field: SQL) => sql`coalesce(jsonb_typeof(${field}) = 'array', false)`;

const json = (value: unknown) => sql`${JSON.stringify(value ?? null)}::jsonb`;

/** Whether the value or one of its items passes a predicate of the JSON path language. */
function some(field: SQL, predicate: string, values: Record<string, unknown> = {}): SQL {
  return sql`coalesce(jsonb_path_exists(${field}, ${`${ITEMS} ? (${predicate})`}::jsonpath, ${json(values)}), false)`;
}

function equal(path: string[], field: SQL, value: unknown): SQL {
  if (Array.isArray(value)) return equalList(field, value);
  if (typeof value === "object" && value !== null)
    return sql`exists (select 1 from jsonb_path_query(${field}, ${ITEMS}::jsonpath) as item where item = ${json(value)})`;
  // The value itself, in a list, in a list of lists …: what the index on `data` can look up.
  const held: SQL[] = [];
  let wanted: unknown = value ?? null;
  for (let lists = 0; lists <= LISTS_IN_LISTS_MAX; lists++) {
    held.push(
      sql`${dataSourceEntries.data} @> ${json(path.reduceRight((inner, name) => ({ [name]: inner }), wanted))}`,
    );
    wanted = [wanted];
  }
  if (value === null || value === undefined) held.push(sql`${field} is null`);
  return sql`(${sql.join(held, sql` or `)})`;
}

/** A list is equal as a whole: the column's value, or a list in it. */
function equalList(field: SQL, value: unknown[]): SQL {
  const levels = Array.from({ length: LISTS_IN_LISTS_MAX }, (_, level) => `$${"[*]".repeat(level + 1)}`);
  return sql`(coalesce(${field} = ${json(value)}, false) or (${isList(field)} and (${sql.join(
    levels.map(
      (items) =>
        sql`exists (select 1 from jsonb_path_query(${field}, ${items}::jsonpath) as item where item = ${json(value)})`,
    ),
    sql` or `,
  )})))`;
}

function oneOf(path: string[], field: SQL, values: unknown[]): SQL {
  const isPlain = (value: unknown) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const plain = values.filter(isPlain);
  const parts = (plain.length <= WRITTEN_OUT_MAX ? values : values.filter((value) => !isPlain(value))).map((value) =>
    equal(path, field, value),
  );
  if (plain.length > WRITTEN_OUT_MAX) {
    const list = sql`(select value from jsonb_array_elements(${json(plain)}))`;
    parts.push(sql`(case when jsonb_typeof(${field}) = 'array'
      then exists (select 1 from jsonb_path_query(${field}, ${ITEMS}::jsonpath) as item where item in ${list})
      else coalesce(${field} in ${list}, false) end)`);
  }
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** A text with case aside, as `foldCase` of values.ts has it. */
export const foldedSql = (text: SQL) => sql`(case when octet_length(${text}) = char_length(${text})
  then lower(${text} collate "C")
  else translate(lower(${text} collate "C"), ${CASE_PAIRS.upper}, ${CASE_PAIRS.lower}) end)`;

function like(field: SQL, pattern: string, ignoreCase: boolean): SQL {
  const text = sql`(item #>> '{}')`;
  return sql`exists (
    select 1 from jsonb_path_query(${field}, ${`${ITEMS} ? (@.type() == "string")`}::jsonpath) as item
    where ${ignoreCase ? foldedSql(text) : text} collate "C" like ${ignoreCase ? foldCase(pattern) : pattern}::text)`;
}

function inRange(field: SQL, from: NumberBound | undefined, to: NumberBound | undefined): SQL {
  const number = sql`(case jsonb_typeof(item)
    when 'number' then (item #>> '{}')::float8
    when 'string' then case when (item #>> '{}') ~ ${PLAIN_NUMBER} then (item #>> '{}')::float8 end end)`;
  const ends = [
    ...(from ? [sql`${number} ${from.inclusive ? sql`>=` : sql`>`} ${from.value}::float8`] : []),
    ...(to ? [sql`${number} ${to.inclusive ? sql`<=` : sql`<`} ${to.value}::float8`] : []),
  ];
  return sql`exists (select 1 from jsonb_path_query(${field}, ${ITEMS}::jsonpath) as item where ${sql.join(ends, sql` and `)})`;
}

/** Texts of the days around: wide enough for every zone, and for times that the text goes on with. */
function aroundDates(field: SQL, from: number, before: number): SQL {
  const day = (at: number) => new Date(Math.min(Math.max(at, FIRST_INSTANT), LAST_INSTANT)).toISOString().slice(0, 10);
  return some(field, "@ >= $from && @ <= $to", { from: day(from - DAY_MS), to: `${day(before + DAY_MS)}~` });
}
