import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { apps } from "./apps.ts";
import { createdAt, id, ref, updatedAt } from "./columns.ts";

export const dataSources = pgTable(
  "data_sources",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    columns: jsonb("columns").$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("data_sources_name").on(t.appId, t.name)],
);

export const dataSourceEntries = pgTable(
  "data_source_entries",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    dataSourceId: ref("data_source_id")
      .notNull()
      .references(() => dataSources.id, { onDelete: "cascade" }),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** Place in the list; later rows have higher numbers. */
    order: integer("order").notNull().default(0),
    /** Who wrote it last: a person, a token, or a task by its name. */
    writtenBy: text("written_by"),
    /** The run that wrote it last; null when a person or an app did. */
    writtenByRun: ref("written_by_run"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("data_source_entries_source").on(t.dataSourceId, t.id),
    index("data_source_entries_data").using("gin", sql`data jsonb_path_ops`),
  ],
);

export type DataSourceRow = typeof dataSources.$inferSelect;
export type EntryRow = typeof dataSourceEntries.$inferSelect;
