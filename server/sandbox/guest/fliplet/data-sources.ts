import { callHost } from "../host.ts";

interface DataSource {
  id: number;
  name: string;
}

type Fields = Record<string, unknown>;

const ask = (capability: string, args: Fields): Promise<unknown> =>
  callHost(`dataSources.${capability}`, args).then(JSON.parse);

/** What `connect` resolves to: one data source and what can be done with it. */
function connection(source: DataSource) {
  const dataSourceId = source.id;
  return {
    id: source.id,
    name: source.name,
    find: (options: Fields = {}) => ask("find", { ...options, dataSourceId }),
    findOne: async (options: Fields = {}) => {
      const entries = (await ask("find", {
        ...options,
        dataSourceId,
        limit: 1,
        includePagination: false,
      })) as unknown[];
      return entries[0] ?? null;
    },
    findById: (id: number) => ask("findById", { dataSourceId, id }),
    insert: (data: Fields) => ask("insert", { dataSourceId, data }),
    update: (id: number, data: Fields) => ask("update", { dataSourceId, id, data }),
    removeById: (id: number) => ask("removeById", { dataSourceId, id }),
    append: (rows: Fields[]) => ask("append", { dataSourceId, rows }),
    query: ({ type, where }: { type?: string; where?: Fields }) => {
      if (type === "delete") return ask("removeWhere", { dataSourceId, where });
      return Promise.reject(new TypeError(`query() knows the type "delete", got "${type}": use find() to read`));
    },
  };
}

/** `Fliplet.DataSources` of the vendor's public reference. */
export const DataSources = {
  connect: (id: number) => callHost("dataSources.get", { id }).then((json) => connection(JSON.parse(json))),
  connectByName: (name: string) =>
    callHost("dataSources.getByName", { name }).then((json) => connection(JSON.parse(json))),
  get: (options: { attributes?: string[] } = {}) => ask("list", { ...options }),
  getById: (id: number) => ask("get", { id }),
  create: (options: Fields) => ask("create", options),
};
