import { z } from "zod";
import { idSchema, plainTextSchema } from "./schema.ts";

export interface DataSource {
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

export interface DataSourceEntry {
  id: number;
  dataSourceId: number;
  data: Record<string, unknown>;
  order: number;
  createdAt: string;
  updatedAt: string;
}

/** Rows that one call reads or writes at most. */
export const ENTRIES_PER_CALL_MAX = 10_000;

const dataSourceId = idSchema("dataSourceId must be the id of a data source.");
const entryId = idSchema("id must be the id of an entry.");
const row = z.record(z.string().max(500), z.unknown(), {
  error: "An entry must be an object of column names and values.",
});
const rows = z.array(row, { error: "Expected a list of entries." }).max(ENTRIES_PER_CALL_MAX, {
  error: `At most ${ENTRIES_PER_CALL_MAX} entries a call.`,
});
const where = z.record(z.string(), z.unknown(), { error: "where must be an object, e.g. { Office: 'London' }." });

export const dataSourceRef = z.object({ id: idSchema("id must be the id of a data source.") });
export const dataSourceByName = z.object({ name: plainTextSchema(255, "That is not the name of a data source.") });
export const createDataSourceInput = z.object({
  name: z.string().trim().min(1, { error: "A data source needs a name." }).max(255),
  columns: z.array(z.string().max(500)).max(1_000).optional(),
  entries: rows.optional(),
});
export type CreateDataSourceInput = z.infer<typeof createDataSourceInput>;

export const findEntriesInput = z.object({
  dataSourceId,
  where: where.nullish(),
  attributes: z.array(z.string()).nullish(),
  order: z
    .array(z.tuple([z.string(), z.enum(["ASC", "DESC", "asc", "desc"])]), {
      error: 'order must be a list of pairs, e.g. [["data.Name", "ASC"]].',
    })
    .nullish(),
  limit: z.int().min(0).max(ENTRIES_PER_CALL_MAX).nullish(),
  offset: z.int().min(0).nullish(),
  includePagination: z.boolean().nullish(),
});
export type FindEntriesInput = z.infer<typeof findEntriesInput>;

export const entryRef = z.object({ dataSourceId, id: entryId });
export const insertEntryInput = z.object({ dataSourceId, data: row });
export const updateEntryInput = z.object({ dataSourceId, id: entryId, data: row });
export const appendEntriesInput = z.object({ dataSourceId, rows });
export const removeWhereInput = z.object({ dataSourceId, where });
