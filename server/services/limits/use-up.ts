import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** A limit over time: at most `max` in any window of `windowS` seconds that begins with its first use. */
export interface RateLimit {
  /** Whose limit of what: `app:12:runs`. */
  key: string;
  max: number;
  windowS: number;
}

/**
 * Uses one up of a limit, counted in the database for all processes together. Inside a transaction it counts with it: what
 * is rolled back was not used, and whoever else wants some waits for the transaction's end.
 *
 * @returns null when there was one left, else after how many seconds there will be.
 */
export async function useUp(db: Pick<Db, "execute">, { key, max, windowS }: RateLimit): Promise<number | null> {
  const window = sql`make_interval(secs => ${windowS})`;
  // The statement may have waited for another's transaction: the clock is read after that.
  const { rows } = await db.execute<{ used: number; left_s: number }>(sql`
    insert into rate_windows as w (key, started_at, used) values (${key}, clock_timestamp(), 1)
    on conflict (key) do update set
      started_at = case when w.started_at <= clock_timestamp() - ${window} then clock_timestamp() else w.started_at end,
      used = case when w.started_at <= clock_timestamp() - ${window} then 1 else least(w.used, ${max}) + 1 end
    returning used, extract(epoch from started_at + ${window} - clock_timestamp())::float8 as left_s`);
  const { used, left_s: leftS } = rows[0]!;
  return used <= max ? null : Math.max(1, Math.ceil(leftS));
}

/** Forgets windows that ended long ago, so that the table does not grow with every address that ever called. */
export async function forgetOldWindows(db: Pick<Db, "execute">): Promise<void> {
  await db.execute(sql`delete from rate_windows where started_at < now() - interval '1 day'`);
}
