import { and, asc, count, desc, eq, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { dataSourceEntries } from "#db/schema/index.ts";
import {
  type DataSourceEntry,
  ENTRIES_PER_CALL_MAX,
  type entryRef,
  type FindEntriesInput,
} from "#domain/data-source.ts";
import { badInput } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { entryNotFound, getDataSourceRow, toEntry } from "./internal.ts";
import { whereClause } from "./where-clause.ts";

export interface EntryPage {
  entries: DataSourceEntry[];
  pagination: { limit: number; offset: number; total: number };
}

/** Entries that the filter matches, in the given order (by id where none is given). */
export async function findEntries(ctx: AppContext, input: FindEntriesInput): Promise<DataSourceEntry[] | EntryPage> {
  const source = await getDataSourceRow(ctx, input.dataSourceId);
  const limit = input.limit ?? ENTRIES_PER_CALL_MAX;
  const offset = input.offset ?? 0;
  const filter = and(eq(dataSourceEntries.dataSourceId, source.id), input.where ? whereClause(input.where) : undefined);
  const rows = await ctx.db
    .select()
    .from(dataSourceEntries)
    .where(filter)
    .orderBy(...(input.order ?? []).map(orderClause), asc(dataSourceEntries.id))
    .limit(limit)
    .offset(offset);
  const entries = rows.map((row) => onlyAttributes(toEntry(row), input.attributes));
  if (!input.includePagination) return entries;
  const [total] = await ctx.db.select({ n: count() }).from(dataSourceEntries).where(filter);
  return { entries, pagination: { limit, offset, total: total!.n } };
}

/** @throws DomainError ENTRY_NOT_FOUND */
export async function getEntry(
  ctx: AppContext,
  { dataSourceId, id }: z.infer<typeof entryRef>,
): Promise<DataSourceEntry> {
  const source = await getDataSourceRow(ctx, dataSourceId);
  const [row] = await ctx.db
    .select()
    .from(dataSourceEntries)
    .where(and(eq(dataSourceEntries.id, id), eq(dataSourceEntries.dataSourceId, source.id)));
  if (!row) throw entryNotFound(id);
  return toEntry(row);
}

const SORTABLE: Record<string, SQL> = {
  id: sql`${dataSourceEntries.id}`,
  order: sql`${dataSourceEntries.order}`,
  createdAt: sql`${dataSourceEntries.createdAt}`,
  updatedAt: sql`${dataSourceEntries.updatedAt}`,
};

function orderClause([key, direction]: [string, string]): SQL {
  const field = key.startsWith("data.")
    ? sql`${dataSourceEntries.data} -> ${storableText(key.slice(5))}::text`
    : Object.hasOwn(SORTABLE, key)
      ? SORTABLE[key]
      : undefined;
  if (!field)
    throw badInput(
      "INVALID_INPUT",
      `Cannot order by "${key}". Use "data.<Column>", id, order, createdAt or updatedAt.`,
      "order",
    );
  return direction.toUpperCase() === "DESC" ? desc(field) : asc(field);
}

function onlyAttributes(entry: DataSourceEntry, attributes: readonly string[] | null | undefined): DataSourceEntry {
  if (!attributes) return entry;
  const wanted = new Set(attributes.map((name) => name.replace(/^data\./, "")));
  return { ...entry, data: Object.fromEntries(Object.entries(entry.data).filter(([name]) => wanted.has(name))) };
}
