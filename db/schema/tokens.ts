import { index, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { type Scope, TOKEN_KINDS } from "#domain/scope.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref } from "./columns.ts";

export const tokenKind = pgEnum("token_kind", TOKEN_KINDS);

export const tokens = pgTable(
  "tokens",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: tokenKind("kind").notNull(),
    scopes: text("scopes").array().$type<Scope[]>().notNull(),
    /** Browser origins that may use it; an empty list means no browser page of another origin. */
    origins: text("origins").array().notNull(),
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole token, hex; the token itself is stored nowhere. */
    hash: text("hash").notNull().unique(),
    /** From then on it is refused; null: never. */
    expiresAt: at("expires_at"),
    /** The token that it replaced when it was rotated, good until `previousExpiresAt`. */
    previousHash: text("previous_hash").unique(),
    previousExpiresAt: at("previous_expires_at"),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("tokens_app").on(t.appId)],
);

export type TokenRow = typeof tokens.$inferSelect;
