import type { ZodType } from "zod";
import { z } from "zod";
import {
  appendEntriesInput,
  createDataSourceInput,
  dataSourceByName,
  dataSourceRef,
  entryRef,
  findEntriesInput,
  insertEntryInput,
  removeWhereInput,
  updateEntryInput,
} from "#domain/data-source.ts";
import type { AppContext } from "../context.ts";
import {
  appendEntries,
  createDataSource,
  findEntries,
  getDataSource,
  getDataSourceByName,
  getEntry,
  insertEntry,
  listDataSources,
  removeEntriesWhere,
  removeEntry,
  updateEntry,
} from "../services/data-sources/index.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";

/** `Fliplet.DataSources`, for the sources of the run's own app. */
export function dataSourceCapabilities(app: AppContext): CapabilityTable {
  const verb = <I, R>(
    schema: ZodType<I>,
    run: (app: AppContext, input: I) => Promise<R>,
    say: (input: I, result: R) => string,
  ) => ({
    kind: "data-source" as const,
    run: async (args: unknown) => {
      const input = parsed(schema, args);
      const result = await run(app, input);
      return { result, summary: say(input, result) };
    },
  });
  return {
    "dataSources.list": verb(z.object({}), listDataSources, (_, found) => `listed ${found.length} data sources`),
    "dataSources.get": verb(dataSourceRef, getDataSource, (_, source) => `connected to "${source.name}"`),
    "dataSources.getByName": verb(
      dataSourceByName,
      getDataSourceByName,
      (_, source) => `connected to "${source.name}"`,
    ),
    "dataSources.create": verb(
      createDataSourceInput,
      createDataSource,
      (_, source) => `created the data source "${source.name}"`,
    ),
    "dataSources.find": verb(findEntriesInput, findEntries, ({ dataSourceId }, found) => {
      const count = Array.isArray(found) ? found.length : found.entries.length;
      return `found ${count} entries in data source ${dataSourceId}`;
    }),
    "dataSources.findById": verb(
      entryRef,
      getEntry,
      ({ dataSourceId, id }) => `read entry ${id} of data source ${dataSourceId}`,
    ),
    "dataSources.insert": verb(
      insertEntryInput,
      insertEntry,
      ({ dataSourceId }, entry) => `inserted entry ${entry.id} into data source ${dataSourceId}`,
    ),
    "dataSources.update": verb(
      updateEntryInput,
      updateEntry,
      ({ dataSourceId, id }) => `updated entry ${id} of data source ${dataSourceId}`,
    ),
    "dataSources.removeById": verb(
      entryRef,
      removeEntry,
      ({ dataSourceId, id }) => `removed entry ${id} of data source ${dataSourceId}`,
    ),
    "dataSources.append": verb(
      appendEntriesInput,
      appendEntries,
      ({ dataSourceId }, entries) => `appended ${entries.length} entries to data source ${dataSourceId}`,
    ),
    "dataSources.removeWhere": verb(
      removeWhereInput,
      removeEntriesWhere,
      ({ dataSourceId }, { removed }) => `removed ${removed} entries of data source ${dataSourceId}`,
    ),
  };
}
