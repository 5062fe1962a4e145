import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** Gives back one that `useUp` took, for limits that count failures only. */
export async function giveBack(db: Pick<Db, "execute">, key: string): Promise<void> {
  await db.execute(sql`update rate_windows set used = greatest(used - 1, 0) where key = ${key}`);
}
