import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { RateLimit } from "./use-up.ts";

/**
 * Looks at a limit and uses nothing of it.
 *
 * @returns null while there is one left, else after how many seconds there will be.
 */
export async function waitOf(db: Pick<Db, "execute">, { key, max, windowS }: RateLimit): Promise<number | null> {
  const end = sql`started_at + make_interval(secs => ${windowS})`;
  const { rows } = await db.execute<{ left_s: number }>(sql`
    select extract(epoch from ${end} - clock_timestamp())::float8 as left_s
    from rate_windows where key = ${key} and used >= ${max} and ${end} > clock_timestamp()`);
  return rows[0] ? Math.max(1, Math.ceil(rows[0].left_s)) : null;
}
