import { type ZodType, z } from "zod";
import {
  appendEntriesInput,
  commitEntriesInput,
  createDataSourceInput,
  dataSourceByName,
  dataSourceRef,
  entryRef,
  findEntriesInput,
  getIndexesInput,
  importCsvInput,
  insertEntryInput,
  removeWhereInput,
  updateEntryInput,
} from "#domain/data-source.ts";
import type { AppContext } from "../context.ts";
import {
  appendEntries,
  commitEntries,
  createDataSource,
  findEntries,
  getDataSource,
  getDataSourceByName,
  getEntry,
  getIndexes,
  importCsv,
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
  const connected = (_: unknown, { name }: { name: string }) => `connected to "${name}"`;
  const inSource = (text: string, { dataSourceId }: { dataSourceId: number }) => `${text} data source ${dataSourceId}`;
  return {
    "dataSources.list": verb(z.object({}), listDataSources, (_, found) => `listed ${found.length} data sources`),
    "dataSources.get": verb(dataSourceRef, getDataSource, connected),
    "dataSources.getByName": verb(dataSourceByName, getDataSourceByName, connected),
    "dataSources.create": verb(
      createDataSourceInput,
      createDataSource,
      (_, source) => `created the data source "${source.name}"`,
    ),
    "dataSources.find": verb(findEntriesInput, findEntries, (input, found) =>
      inSource(`found ${Array.isArray(found) ? found.length : found.entries.length} entries in`, input),
    ),
    "dataSources.findById": verb(entryRef, getEntry, (input) => inSource(`read entry ${input.id} of`, input)),
    "dataSources.getIndexes": verb(getIndexesInput, getIndexes, (input) =>
      inSource(`read the distinct values of ${input.columns.join(", ").slice(0, 200)} in`, input),
    ),
    "dataSources.insert": verb(insertEntryInput, insertEntry, (input, entry) =>
      inSource(`inserted entry ${entry.id} into`, input),
    ),
    "dataSources.update": verb(updateEntryInput, updateEntry, (input) =>
      inSource(`updated entry ${input.id} of`, input),
    ),
    "dataSources.removeById": verb(entryRef, removeEntry, (input) => inSource(`removed entry ${input.id} of`, input)),
    "dataSources.append": verb(appendEntriesInput, appendEntries, (input, entries) =>
      inSource(`appended ${entries.length} entries to`, input),
    ),
    "dataSources.commit": verb(commitEntriesInput, commitEntries, (input, { inserted, updated, deleted }) =>
      inSource(`inserted ${inserted}, updated ${updated} and removed ${deleted} entries of`, input),
    ),
    "dataSources.import": verb(importCsvInput, importCsv, (input, { imported }) =>
      inSource(`imported ${imported} rows of CSV into`, input),
    ),
    "dataSources.removeWhere": verb(removeWhereInput, removeEntriesWhere, (input, { removed }) =>
      inSource(`removed ${removed} entries of`, input),
    ),
  };
}
