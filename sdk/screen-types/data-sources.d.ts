// What the code of a screen may do with data sources.

interface FlipletEntry {
  id: number;
  dataSourceId: number;
  /** Its columns by name. */
  data: FlipletData;
  /** Its place in the list, from 0. */
  order: number;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** ISO 8601 UTC. */
  updatedAt: string;
  /** Who wrote it last: a task, a person or a token by its name. */
  writtenBy: string | null;
  /** The run that wrote it last; null when no run did. */
  writtenByRun: number | null;
}

interface FlipletFindOptions {
  /** Which entries: `{ Status: "open", Age: { $gte: 18 } }`. */
  where?: FlipletWhere;
  /** Only these columns. */
  attributes?: string[];
  /** `[["data.Name", "ASC"], ["createdAt", "DESC"]]` */
  order?: [column: string, direction: "ASC" | "DESC" | "asc" | "desc"][] | any[][];
  limit?: number;
  offset?: number;
  /** A text that stands in any column. */
  search?: string;
  /** Resolves to `{ entries, pagination }` instead of the entries. */
  includePagination?: boolean;
}

interface FlipletEntryPage {
  entries: FlipletEntry[];
  pagination: { limit: number; offset: number; total: number };
}

/** A page of entries, as an array, which can be turned: `await cursor.next().update()`. */
interface FlipletCursor extends Array<FlipletEntry> {
  /** From 0. */
  currentPage: number;
  isFirstPage: boolean;
  isLastPage: boolean;
  query: Record<string, any>;
  /** Says where to go; `update()` goes there. */
  next(): FlipletCursor;
  /** Says where to go; `update()` goes there. */
  prev(): FlipletCursor;
  /** Says where to go, from 0; `update()` goes there. */
  setPage(page: number): FlipletCursor;
  /** Reads the page. `keepExisting` adds its entries to those that are there. */
  update(options?: { keepExisting?: boolean }): Promise<FlipletCursor>;
}

interface FlipletCommit {
  /** Those with an `id` are updated, those without are added. */
  entries?: { id?: number; data: FlipletData }[];
  /** Ids of entries to remove. */
  delete?: number[];
  /** Without it, **entries that are not listed are removed**. */
  append?: boolean;
  /** Merges columns; else an entry's data is replaced. */
  extend?: boolean;
  /** Default true: resolves with the source as it then is. */
  returnEntries?: boolean;
}

/** One data source, and what can be done with its entries. */
interface FlipletConnection {
  id: number;
  name: string;
  /** Resolves to the entries that match, and their number beside them. */
  find(options: FlipletFindOptions & { includePagination: true }): Promise<FlipletEntryPage>;
  /** Resolves to the entries that match. */
  find(options?: FlipletFindOptions): Promise<FlipletEntry[]>;
  /** Resolves to the first entry that matches, or to null. */
  findOne(options?: FlipletFindOptions): Promise<FlipletEntry | null>;
  /** Resolves to one entry. */
  findById(id: number): Promise<FlipletEntry>;
  /** Resolves to the first page of entries; `limit` is the size of a page, 100 unless you say so. */
  findWithCursor(options?: FlipletFindOptions): Promise<FlipletCursor>;
  /** Adds an entry; resolves to it. */
  insert(data: FlipletData): Promise<FlipletEntry>;
  /** Merges columns into an entry; resolves to it. */
  update(id: number, data: FlipletData): Promise<FlipletEntry>;
  /** Removes an entry. */
  removeById(id: number): Promise<any>;
  /** Adds many entries. */
  append(rows: FlipletData[]): Promise<any>;
  /** Puts these rows in the place of all entries. */
  replaceWith(rows: FlipletData[]): Promise<FlipletEntry[]>;
  /** Adds, updates and removes as one. **Without `append: true`, entries that are not listed are removed.** */
  commit(
    changes: FlipletCommit,
  ): Promise<{ inserted: number; updated: number; deleted: number; entries?: FlipletEntry[] }>;
  /** Removes the entries that match; resolves to `{ removed }`. */
  query(options: { type: "delete"; where: FlipletWhere }): Promise<{ removed: number }>;
  /** Resolves to the entries that match. */
  query(options: { type?: "select"; where?: FlipletWhere }): Promise<FlipletEntry[]>;
  /** Resolves to the distinct values of a column. */
  getIndex(column: string): Promise<any[]>;
  /** Resolves to the distinct values of columns, by column. */
  getIndexes(columns: string[]): Promise<Record<string, any[]>>;
  /** Adds the rows of a CSV text or file; its first line names the columns. `replace` empties the source first. */
  import(csv: string | Blob, options?: { mode?: "append" | "replace" }): Promise<any>;
}

interface FlipletDataSourceInfo {
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

/** The app's stored data. */
interface FlipletDataSources {
  /** Resolves to a connection to the data source with this id. */
  connect(id: number): Promise<FlipletConnection>;
  /** Resolves to a connection to the data source with this name. */
  connectByName(name: string): Promise<FlipletConnection>;
  /** Resolves to the app's data sources. */
  get(options?: { attributes?: string[] }): Promise<FlipletDataSourceInfo[]>;
  /** Resolves to one data source. */
  getById(id: number): Promise<FlipletDataSourceInfo>;
  /** Creates a data source; resolves to it. */
  create(options: { name: string; columns?: string[]; entries?: any[] }): Promise<FlipletDataSourceInfo>;
}
