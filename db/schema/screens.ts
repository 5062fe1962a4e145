import { type AnyPgColumn, boolean, integer, json, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { CaseExpectation } from "#domain/screen-case.ts";
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
    /** A draft is published only when all of the screen's cases pass. */
    publishNeedsCases: boolean("publish_needs_cases").notNull().default(false),
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

/** A payload to try the screen with, under a name, and what must come of it. */
export const screenCases = pgTable(
  "screen_cases",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    screenId: ref("screen_id")
      .notNull()
      .references(() => screens.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Null when none is sent. */
    payload: json("payload"),
    expectation: json("expectation").$type<CaseExpectation>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("screen_cases_name").on(t.screenId, t.name)],
);

export type ScreenRow = typeof screens.$inferSelect;
export type ScreenVersionRow = typeof screenVersions.$inferSelect;
