import { z } from "zod";
import { idSchema, plainTextSchema, titleSchema } from "./schema.ts";

export const SAVED_VIEW_PAGES = ["runs", "logs"] as const;
export type SavedViewPage = (typeof SAVED_VIEW_PAGES)[number];

export const SAVED_VIEW_NAME_MAX = 60;
export const SAVED_VIEW_QUERY_MAX = 2_000;
/** Views of one page of one app. */
export const SAVED_VIEWS_MAX = 50;

/** A list's filters and columns under a name. */
export interface SavedView {
  id: number;
  page: SavedViewPage;
  name: string;
  /** The query part of the page's address, without its question mark. */
  query: string;
  createdBy: string | null;
}

export const listSavedViewsInput = z.strictObject({ page: z.enum(SAVED_VIEW_PAGES) });
export type ListSavedViewsInput = z.infer<typeof listSavedViewsInput>;

export const saveViewInput = z.strictObject({
  page: z.enum(SAVED_VIEW_PAGES),
  name: titleSchema("A view", SAVED_VIEW_NAME_MAX),
  query: plainTextSchema(SAVED_VIEW_QUERY_MAX, "The view's address is too long to keep."),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const savedViewRefInput = z.strictObject({ id: idSchema("id must be the id of a saved view.") });
export type SavedViewRefInput = z.infer<typeof savedViewRefInput>;
