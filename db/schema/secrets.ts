import { pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { SECRET_KINDS } from "#domain/secret.ts";
import { apps } from "./apps.ts";
import { at, createdAt, id, ref, updatedAt } from "./columns.ts";

export const secretKind = pgEnum("secret_kind", SECRET_KINDS);

/** What an app keeps for its handlers, encrypted: no table holds a value in the clear. */
export const secrets = pgTable(
  "secrets",
  {
    id: id(),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: secretKind("kind").notNull(),
    /** AES-256-GCM: nonce, tag and text, base64; the app's id and the name are authenticated with it. */
    ciphertext: text("ciphertext").notNull(),
    /** Which key it was encrypted with, so that a rotation can tell old from new. */
    keyId: text("key_id").notNull(),
    updatedBy: text("updated_by"),
    lastReadAt: at("last_read_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("secrets_name").on(t.appId, t.kind, t.name)],
);

export type SecretRow = typeof secrets.$inferSelect;
