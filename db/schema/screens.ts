import { type AnyPgColumn, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ScreenSettings } from "#domain/screen-settings.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";

export const screens = pgTable(
  "screens",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The newest version. */
    draftVersionId: ref("draft_version_id").references((): AnyPgColumn => screenVersions.id),
    /** The version that scheduled runs and apps use; null until the first publish. */
    publishedVersionId: ref("published_version_id").references((): AnyPgColumn => screenVersions.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Set when removed: runs keep pointing at the code that they ran. */
    deletedAt: at("deleted_at"),
  },
  (t) => [uniqueIndex("screens_app").on(t.appId, t.id)],
);

/** Immutable: an edit is a new version, a restore too. */
export const screenVersions = pgTable(
  "screen_versions",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    screenId: ref("screen_id")
      .notNull()
      .references((): AnyPgColumn => screens.id, { onDelete: "cascade" }),
    /** 1, 2, 3 … within the screen. */
    number: integer("number").notNull(),
    code: text("code").notNull(),
    /** The page's markup, for screens that touch it. */
    html: text("html").notNull().default(""),
    /** What the code needs around it; only what differs from the defaults. */
    settings: jsonb("settings").$type<Partial<ScreenSettings>>().notNull().default({}),
    /** Name of the person or token that saved it. */
    createdBy: text("created_by"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("screen_versions_number").on(t.screenId, t.number)],
);

export type ScreenRow = typeof screens.$inferSelect;
export type ScreenVersionRow = typeof screenVersions.$inferSelect;
