import { append, assign, floor, isArray, max } from "../intrinsics.ts";

type Fields = Record<string, unknown>;

interface Entry {
  id: number;
}

/** A page of entries, as an array, which can be turned. */
export type Cursor = Entry[] & {
  query: Fields & { limit: number; offset: number };
  /** From 0. */
  currentPage: number;
  isFirstPage: boolean;
  isLastPage: boolean;
  /** These three only say where to go: `update()` goes there. */
  next(): Cursor;
  prev(): Cursor;
  setPage(page: number): Cursor;
  /** Reads the page; `keepExisting` adds its entries to those that are there. */
  update(options?: { keepExisting?: boolean }): Promise<Cursor>;
};

const LIMIT_DEFAULT = 100;

/** Reads the first page of what `find` finds. @param options those of `find`; `limit` is the size of a page */
export async function openCursor(find: (options: Fields) => Promise<unknown>, options: Fields): Promise<Cursor> {
  const query = { ...options, limit: (options.limit as number | undefined) ?? LIMIT_DEFAULT, offset: 0 };
  const cursor = assign([] as Entry[], { query, currentPage: 0, isFirstPage: true, isLastPage: false }) as Cursor;
  cursor.setPage = (page) => {
    cursor.currentPage = max(floor(page), 0) || 0;
    cursor.query.offset = cursor.currentPage * cursor.query.limit;
    cursor.isFirstPage = cursor.currentPage === 0;
    return cursor;
  };
  cursor.next = () => cursor.setPage(cursor.currentPage + 1);
  cursor.prev = () => cursor.setPage(cursor.currentPage - 1);
  cursor.update = async ({ keepExisting = false } = {}) => {
    const { limit } = cursor.query;
    // One entry more than the page tells whether another follows.
    const found = await find({ ...cursor.query, limit: limit + 1, includePagination: false });
    const entries = isArray(found) ? (found as Entry[]) : [];
    if (!keepExisting) cursor.length = 0;
    for (let at = 0; at < entries.length && at < limit; at++) append(cursor, entries[at]!);
    cursor.isLastPage = entries.length <= limit;
    return cursor;
  };
  return cursor.update();
}
