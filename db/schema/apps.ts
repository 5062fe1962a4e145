import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { AppLimits } from "#domain/app.ts";
import { organization } from "./auth.ts";
import { createdAt, id, updatedAt } from "./columns.ts";

export const apps = pgTable(
  "apps",
  {
    id: id(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Only what differs from the defaults. */
    limits: jsonb("limits").$type<Partial<AppLimits>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index("apps_organization").on(t.organizationId)],
);

export type AppRow = typeof apps.$inferSelect;
