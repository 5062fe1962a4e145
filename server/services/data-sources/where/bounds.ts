import type { SQL } from "drizzle-orm";

/**
 * A filter between two clauses: every entry that matches is in `maybe`, every entry in `surely` matches. Neither is ever
 * NULL. Where the two are one, the database answers the filter by itself.
 */
export interface Bounds {
  maybe: SQL;
  surely: SQL;
  isExact: boolean;
}

export const exactly = (clause: SQL): Bounds => ({ maybe: clause, surely: clause, isExact: true });
