import { z } from "zod";
import { about, anything, count, id, instant, named, pagination, text } from "./values.ts";

const source = {
  id,
  appId: id,
  name: text,
  columns: z.array(text),
  createdAt: instant,
  updatedAt: instant,
};

export const dataSourceSchema = named("DataSource", "A table of the app's.", z.object(source));

export const dataSourceSummarySchema = named(
  "DataSourceSummary",
  "A data source: how much is in it, and who wrote to it last.",
  z.object({
    ...source,
    entryCount: count,
    lastWrite: z.object({ at: instant, by: text.nullable(), runId: id.nullable() }).nullable(),
  }),
);

export const entrySchema = named(
  "DataSourceEntry",
  "A row of a data source.",
  z.object({
    id,
    dataSourceId: id,
    data: about(z.record(z.string(), anything), "Its columns and their values."),
    order: about(z.int(), "Its place in the list."),
    createdAt: instant,
    updatedAt: instant,
    writtenBy: text.nullable(),
    writtenByRun: id.nullable(),
  }),
);

export const foundEntriesSchema = named(
  "FoundEntries",
  "Entries; with includePagination, a page of them and how many there are.",
  z.union([z.array(entrySchema), z.object({ entries: z.array(entrySchema), pagination })]),
);

export const indexesSchema = named(
  "Indexes",
  "The distinct values of each column asked for.",
  z.record(z.string(), z.array(anything)),
);

export const commitResultSchema = named(
  "CommitResult",
  "What a commit changed.",
  z.object({
    inserted: count,
    updated: count,
    deleted: count,
    entries: about(
      z.array(entrySchema).optional(),
      "What the source holds after it; absent with returnEntries: false.",
    ),
  }),
);

export const importedSchema = named("Imported", "What came in.", z.object({ imported: count, columns: z.array(text) }));

export const csvPreviewSchema = named(
  "CsvPreview",
  "The first look into a CSV text.",
  z.object({ columns: z.array(text), rowCount: count, rows: z.array(z.record(z.string(), z.string())) }),
);

export const removedEntriesSchema = named("RemovedEntries", "How many were removed.", z.object({ removed: count }));
