import { type SQL, sql } from "drizzle-orm";
import { dataSourceEntries } from "#db/schema/index.ts";
import { type Bounds, exactly } from "./bounds.ts";
import type { Filter } from "./filter.ts";
import { testSql } from "./test-sql.ts";

/** What the database cannot tell at all. */
const unknown = (): Bounds => ({ maybe: sql`true`, surely: sql`false`, isExact: false });

/** The clauses that enclose a filter. Names and values are parameters. */
export function filterBounds(filter: Filter): Bounds {
  switch (filter.kind) {
    case "all":
      return combined(filter.filters.map(filterBounds), sql` and `, sql`true`);
    case "any":
      return combined(filter.filters.map(filterBounds), sql` or `, sql`false`);
    case "not": {
      // What surely matches is surely out, and nothing else is.
      const inner = filterBounds(filter.filter);
      const [maybe, surely] = [sql`(not ${inner.surely})`, sql`(not ${inner.maybe})`];
      return { maybe, surely: inner.isExact ? maybe : surely, isExact: inner.isExact };
    }
    case "column":
      return columnBounds(filter.path, (path, field) => testSql(filter.test, path, field));
  }
}

function combined(parts: Bounds[], by: SQL, none: SQL): Bounds {
  if (parts.length === 0) return exactly(none);
  const join = (clauses: SQL[]) => sql`(${sql.join(clauses, by)})`;
  const maybe = join(parts.map((part) => part.maybe));
  const isExact = parts.every((part) => part.isExact);
  return { maybe, surely: isExact ? maybe : join(parts.map((part) => part.surely)), isExact };
}

function columnBounds(path: string[], bounds: (path: string[], field: SQL) => Bounds): Bounds {
  const [first, ...rest] = path as [string, ...string[]];
  const parents: SQL[] = [];
  let field = sql`(${dataSourceEntries.data} -> ${first}::text)`;
  for (const name of rest) {
    // A number may be the place in a list.
    if (!Number.isNaN(Number(name))) return unknown();
    parents.push(field);
    field = sql`(${field} -> ${name}::text)`;
  }
  const plain = bounds(path, field);
  if (parents.length === 0) return plain;
  // Lists on the way are looked into item by item, which is the library's work.
  const hasList = sql`(${sql.join(
    parents.map((parent) => sql`coalesce(jsonb_typeof(${parent}) = 'array', false)`),
    sql` or `,
  )})`;
  return {
    maybe: sql`(${hasList} or ${plain.maybe})`,
    surely: sql`(not ${hasList} and ${plain.surely})`,
    isExact: false,
  };
}
