import { pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { SAVED_VIEW_PAGES } from "#domain/saved-view.ts";
import { apps } from "./apps.ts";
import { createdAt, id, ref } from "./columns.ts";

export const savedViewPage = pgEnum("saved_view_page", SAVED_VIEW_PAGES);

/** Filters and columns of a list under a name, for everybody who works on the app. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    page: savedViewPage("page").notNull(),
    name: text("name").notNull(),
    /** The query part of the page's address, without its question mark. */
    query: text("query").notNull(),
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("saved_views_name").on(t.appId, t.page, t.name)],
);
