import { parseAsInteger, parseAsString } from "nuqs/server";
import { parsePayload } from "#lib/format/json.ts";

export const PAGE_ROWS = 50;

/** How a data source is looked at, as it stands in the address. `sort` is a column, with `-` before it for descending. */
export const entryViewParsers = {
  q: parseAsString.withDefault(""),
  where: parseAsString.withDefault(""),
  sort: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export interface EntryView {
  q: string;
  where: string;
  sort: string;
  page: number;
}

export type ParsedWhere = { ok: true; where: Record<string, unknown> | undefined } | { ok: false; message: string };

/** Reads what a person typed as a filter; an empty text is none. */
export function parseWhereText(text: string): ParsedWhere {
  const parsed = parsePayload(text);
  if (!parsed.ok) return parsed;
  if (parsed.value === undefined) return { ok: true, where: undefined };
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
    return { ok: false, message: 'A filter is an object, e.g. { "Office": "London" }.' };
  return { ok: true, where: parsed.value as Record<string, unknown> };
}

/** The column that a view is sorted by, and whether downward. */
export function sortOf(sort: string): { column: string; isDescending: boolean } | null {
  if (sort === "") return null;
  return sort.startsWith("-") ? { column: sort.slice(1), isDescending: true } : { column: sort, isDescending: false };
}

/** What a press on a column's head sorts by next: up, down, not at all. */
export function nextSort(sort: string, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? "" : column;
}

/** The request for a view; undefined while its filter cannot be read. */
export function findInputOf(view: EntryView) {
  const parsed = parseWhereText(view.where);
  if (!parsed.ok) return undefined;
  const sort = sortOf(view.sort);
  return {
    ...(parsed.where && { where: parsed.where }),
    ...(view.q.trim() !== "" && { search: view.q.trim() }),
    ...(sort && { order: [[`data.${sort.column}`, sort.isDescending ? "DESC" : "ASC"] as [string, "ASC" | "DESC"]] }),
    limit: PAGE_ROWS,
    offset: (Math.max(view.page, 1) - 1) * PAGE_ROWS,
    includePagination: true,
  };
}
