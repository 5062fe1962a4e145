import { bigint, timestamp } from "drizzle-orm/pg-core";

/** Identity key, read as a JavaScript number. */
export const id = () => bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity();

/** Reference to an identity key. */
export const ref = (name: string) => bigint(name, { mode: "number" });

/** An instant; PostgreSQL keeps UTC. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => at("created_at").notNull().defaultNow();
export const updatedAt = () => at("updated_at").notNull().defaultNow();
