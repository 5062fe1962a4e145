import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";

/** What was used up of a limit in the window that began at `startedAt`, counted for all processes together. */
export const rateWindows = pgTable("rate_windows", {
  /** Whose limit of what it is: `app:12:runs`. */
  key: text("key").primaryKey(),
  startedAt: at("started_at").notNull(),
  used: integer("used").notNull(),
});
