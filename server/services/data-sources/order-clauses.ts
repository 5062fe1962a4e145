import { asc, desc, type SQL, sql } from "drizzle-orm";
import { dataSourceEntries } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import { storableText } from "../storable.ts";
import { PLAIN_NUMBER } from "./where/values.ts";

const OWN: Record<string, SQL> = {
  id: sql`${dataSourceEntries.id}`,
  order: sql`${dataSourceEntries.order}`,
  createdAt: sql`${dataSourceEntries.createdAt}`,
  updatedAt: sql`${dataSourceEntries.updatedAt}`,
};

/**
 * How entries are sorted. A column of data puts numbers first (and texts that write one, by their number), then texts
 * with ASCII case aside and by code point, then false and true, then objects and lists; entries without a value come
 * last in both directions.
 *
 * @param order pairs of `data.<Column>`, id, order, createdAt or updatedAt with ASC or DESC
 * @throws DomainError INVALID_INPUT on anything else
 */
export function orderClauses(order: readonly (readonly [string, string])[]): SQL[] {
  return order.flatMap(([key, direction]) => {
    const by = direction.toUpperCase() === "DESC" ? desc : asc;
    if (Object.hasOwn(OWN, key)) return [by(OWN[key]!)];
    if (key.startsWith("data.") && key.length > 5) return dataClauses(key.slice(5), by);
    throw badInput(
      "INVALID_INPUT",
      `Cannot order by "${key.slice(0, 100)}". Use "data.<Column>", id, order, createdAt or updatedAt.`,
      "order",
    );
  });
}

function dataClauses(name: string, by: typeof asc): SQL[] {
  const field = sql`(${dataSourceEntries.data} -> ${storableText(name)}::text)`;
  const text = sql`(${field} #>> '{}')`;
  const isNumber = sql`(jsonb_typeof(${field}) = 'number' or (jsonb_typeof(${field}) = 'string' and ${text} ~ ${PLAIN_NUMBER}))`;
  const rank = sql`(case when ${field} is null or jsonb_typeof(${field}) = 'null' then null
    when ${isNumber} then 1
    when jsonb_typeof(${field}) = 'string' then 2
    when jsonb_typeof(${field}) = 'boolean' then 3 else 4 end)`;
  const number = sql`(case when ${isNumber} then ${text}::float8 end)`;
  const folded = sql`lower(${text} collate "C") collate "C"`;
  return [sql`${by(rank)} nulls last`, sql`${by(number)}`, sql`${by(folded)}`, sql`${by(sql`${text} collate "C"`)}`];
}
