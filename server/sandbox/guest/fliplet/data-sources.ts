import { callHost } from "../host.ts";
import { NativePromise, NativeTypeError, parse } from "../intrinsics.ts";
import { type Cursor, openCursor } from "./entry-cursor.ts";

interface DataSource {
  id: number;
  name: string;
}

type Fields = Record<string, unknown>;

const ask = (capability: string, args: Fields): Promise<unknown> =>
  callHost(`dataSources.${capability}`, args).then((json) => parse(json));

/** What `connect` resolves to: one data source and what can be done with it. */
function connection(source: DataSource) {
  const dataSourceId = source.id;
  const find = (options: Fields = {}) => ask("find", { ...options, dataSourceId });
  return {
    id: source.id,
    name: source.name,
    find,
    findOne: async (options: Fields = {}) => {
      const entries = (await find({ ...options, limit: 1, includePagination: false })) as unknown[];
      return entries[0] ?? null;
    },
    findById: (id: number) => ask("findById", { dataSourceId, id }),
    findWithCursor: (options: Fields = {}): Promise<Cursor> => openCursor(find, options),
    insert: (data: Fields) => ask("insert", { dataSourceId, data }),
    update: (id: number, data: Fields) => ask("update", { dataSourceId, id, data }),
    removeById: (id: number) => ask("removeById", { dataSourceId, id }),
    append: (rows: Fields[]) => ask("append", { dataSourceId, rows }),
    replaceWith: async (rows: Fields[]) => {
      const entries = rows.map((data) => ({ data }));
      const { entries: now } = (await ask("commit", { dataSourceId, entries, append: false })) as {
        entries: unknown[];
      };
      return now;
    },
    commit: (changes: Fields) => ask("commit", { ...changes, dataSourceId }),
    query: ({ type, where }: { type?: string; where?: Fields }) => {
      if (type === "delete") return ask("removeWhere", { dataSourceId, where });
      if (type === "select" || type === undefined) return find({ where });
      return NativePromise.reject(new NativeTypeError(`query() knows the types "select" and "delete", got "${type}"`));
    },
    getIndex: async (column: string) => {
      const indexes = (await ask("getIndexes", { dataSourceId, columns: [column] })) as Record<string, unknown[]>;
      return indexes[column];
    },
    getIndexes: (columns: string[]) => ask("getIndexes", { dataSourceId, columns }),
    import: async (csv: string | { text(): Promise<string> }, options: { mode?: string } = {}) => {
      const text = typeof csv === "string" ? csv : await csv.text();
      return ask("import", { dataSourceId, csv: text, mode: options.mode });
    },
  };
}

/** `Fliplet.DataSources` of the vendor's public reference. */
export const DataSources = {
  connect: (id: number) => callHost("dataSources.get", { id }).then((json) => connection(parse(json))),
  connectByName: (name: string) => callHost("dataSources.getByName", { name }).then((json) => connection(parse(json))),
  get: (options: { attributes?: string[] } = {}) => ask("list", { ...options }),
  getById: (id: number) => ask("get", { id }),
  create: (options: Fields) => ask("create", options),
};
