import { z } from "zod";
import {
  commitResultSchema,
  csvPreviewSchema,
  dataSourceSchema,
  dataSourceSummarySchema,
  entrySchema,
  foundEntriesSchema,
  importedSchema,
  indexesSchema,
  removedEntriesSchema,
} from "#domain/api/data-source.ts";
import { removedSchema } from "#domain/api/task.ts";
import { operation } from "../operation.ts";

const ROW = { Name: "Ann", Office: "London" };

export const dataSourceOperations = [
  operation("GET /data-sources", "dataSources.list", z.array(dataSourceSchema), {
    summary: "List data sources",
  }),
  operation("POST /data-sources", "dataSources.create", dataSourceSchema, {
    summary: "Create a data source",
    status: 201,
    example: { name: "Contacts", columns: ["Name", "Office"], entries: [ROW] },
  }),
  operation("GET /data-sources/summaries", "dataSources.summaries", z.array(dataSourceSummarySchema), {
    summary: "List data sources with how much is in them",
  }),
  operation("GET /data-sources/by-name/{name}", "dataSources.getByName", dataSourceSchema, {
    summary: "Get a data source by its name",
  }),
  operation("POST /data-sources/csv-preview", "dataSources.previewCsv", csvPreviewSchema, {
    summary: "Look into a CSV text",
    description: "Changes nothing.",
    example: { csv: "Name,Office\nAnn,London\n" },
  }),
  operation("GET /data-sources/{id}", "dataSources.get", dataSourceSchema, {
    summary: "Get a data source",
  }),
  operation("PATCH /data-sources/{id}", "dataSources.edit", dataSourceSchema, {
    summary: "Rename a data source, or order its columns",
    example: { columns: ["Office", "Name"] },
  }),
  operation("DELETE /data-sources/{id}", "dataSources.remove", removedSchema, {
    summary: "Remove a data source and its entries",
  }),
  operation("GET /data-sources/{dataSourceId}/entries", "dataSources.find", foundEntriesSchema, {
    summary: "Find entries",
    description: "where is a filter as MongoDB writes it, as JSON. POST …/entries/query takes the same as a body.",
    example: { where: { Office: "London" }, limit: 10 },
  }),
  operation("POST /data-sources/{dataSourceId}/entries/query", "dataSources.find", foundEntriesSchema, {
    summary: "Find entries, asked for in a body",
    description: "For filters that are too long for an address. Changes nothing.",
    example: { where: { Office: { $in: ["London", "Paris"] } }, order: [["data.Name", "ASC"]] },
  }),
  operation("POST /data-sources/{dataSourceId}/entries", "dataSources.insert", entrySchema, {
    summary: "Add an entry",
    status: 201,
    example: { data: ROW },
  }),
  operation("POST /data-sources/{dataSourceId}/entries/append", "dataSources.append", z.array(entrySchema), {
    summary: "Add entries",
    status: 201,
    example: { rows: [ROW] },
  }),
  operation("POST /data-sources/{dataSourceId}/entries/commit", "dataSources.commit", commitResultSchema, {
    summary: "Add, change and remove entries at once",
    description: "All of it, or nothing.",
    example: { entries: [{ data: ROW }], append: true, returnEntries: false },
  }),
  operation("POST /data-sources/{dataSourceId}/entries/remove", "dataSources.removeEntries", removedEntriesSchema, {
    summary: "Remove entries by their ids",
    example: { ids: [1, 2] },
  }),
  operation("POST /data-sources/{dataSourceId}/entries/remove-where", "dataSources.removeWhere", removedEntriesSchema, {
    summary: "Remove the entries that a filter finds",
    example: { where: { Office: "London" } },
  }),
  operation("GET /data-sources/{dataSourceId}/entries/{id}", "dataSources.findById", entrySchema, {
    summary: "Get an entry",
  }),
  operation("PATCH /data-sources/{dataSourceId}/entries/{id}", "dataSources.update", entrySchema, {
    summary: "Change an entry",
    description: "The columns that are sent are merged into it; with extend: false they replace it.",
    example: { data: { Office: "Paris" } },
  }),
  operation("DELETE /data-sources/{dataSourceId}/entries/{id}", "dataSources.removeById", removedSchema, {
    summary: "Remove an entry",
  }),
  operation("GET /data-sources/{dataSourceId}/indexes", "dataSources.getIndexes", indexesSchema, {
    summary: "The distinct values of columns",
    description: "Name columns more than once for several.",
    example: { columns: "Office" },
  }),
  operation("POST /data-sources/{dataSourceId}/csv", "dataSources.importCsv", importedSchema, {
    summary: "Import a CSV text",
    example: { csv: "Name,Office\nAnn,London\n", mode: "append" },
  }),
];
