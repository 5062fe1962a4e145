import { and, asc, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { type DataSourceRow, dataSourceEntries } from "#db/schema/index.ts";
import {
  type DataSourceEntry,
  ENTRIES_PER_CALL_MAX,
  type EntryPage,
  type entryRef,
  type FindEntriesInput,
} from "#domain/data-source.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { entriesOf, entryNotFound, getDataSourceRow, toEntry } from "./internal.ts";
import { matchingIds } from "./matching-ids.ts";
import { orderClauses } from "./order-clauses.ts";
import { planWhere, type WherePlan } from "./where/plan-where.ts";
import { foldedSql } from "./where/test-sql.ts";
import { escapeLike, foldCase } from "./where/values.ts";

/**
 * Entries that the filter matches, in the given order (by id where none is given).
 *
 * @throws DomainError DATA_SOURCE_NOT_FOUND; INVALID_INPUT with `where` or `order`
 */
export async function findEntries(ctx: AppContext, input: FindEntriesInput): Promise<DataSourceEntry[] | EntryPage> {
  const page = await findPage(ctx, input);
  return input.includePagination ? page : page.entries;
}

/** The same as a page; its total is the number of entries on it unless it is asked for. */
async function findPage(ctx: AppContext, input: FindEntriesInput): Promise<EntryPage> {
  const source = await getDataSourceRow(ctx, input.dataSourceId);
  const limit = input.limit ?? ENTRIES_PER_CALL_MAX;
  const offset = input.offset ?? 0;
  const order = [...orderClauses(input.order ?? []), asc(dataSourceEntries.id)];
  // Sorted, counted or searched, all of them are needed.
  const enough = input.includePagination || input.order?.length || input.search ? undefined : offset + limit;
  const matched = await matchedBy(ctx, source, planWhere(input.where, source.columns), { enough });
  const filter = and(entriesOf(source), matched.clause, input.search ? searchClause(input.search) : undefined);
  const rows = await ctx.db
    .select()
    .from(dataSourceEntries)
    .where(filter)
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
  const entries = rows.map((row) => onlyAttributes(toEntry(row), input.attributes));
  const total = input.includePagination
    ? (await ctx.db.select({ n: count() }).from(dataSourceEntries).where(filter))[0]!.n
    : entries.length;
  return { entries, pagination: { limit, offset, total } };
}

/** A clause that the database answers, whatever the filter. */
async function matchedBy(
  ctx: AppContext,
  source: DataSourceRow,
  plan: WherePlan,
  { enough }: { enough: number | undefined },
): Promise<{ clause: SQL }> {
  if (!plan.remainder) return { clause: plan.clause };
  const ids = await matchingIds(ctx, source, plan, enough);
  return { clause: inArray(dataSourceEntries.id, sql`(select unnest(${sql.param(ids)}::bigint[]))`) };
}

/** Numbers, lists and objects are searched as they are written. */
function searchClause(search: string): SQL {
  const pattern = `%${escapeLike(foldCase(storableText(search)))}%`;
  return sql`exists (select 1 from jsonb_each_text(${dataSourceEntries.data}) as cell
    where ${foldedSql(sql`cell.value`)} collate "C" like ${pattern}::text)`;
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
    .where(and(eq(dataSourceEntries.id, id), entriesOf(source)));
  if (!row) throw entryNotFound(id);
  return toEntry(row);
}

function onlyAttributes(entry: DataSourceEntry, attributes: readonly string[] | null | undefined): DataSourceEntry {
  if (!attributes) return entry;
  const wanted = new Set(attributes.map((name) => name.replace(/^data\./, "")));
  return { ...entry, data: Object.fromEntries(Object.entries(entry.data).filter(([name]) => wanted.has(name))) };
}
