import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** A place that was taken, until it is given back or not kept in time. */
export interface Place {
  /** Says that it is still in use. To be called well within `leaseS`. */
  keep(): Promise<void>;
  giveBack(): Promise<void>;
}

export interface Places {
  /** Whose places for what: `user:12:log-streams`. */
  key: string;
  /** How many there are. */
  count: number;
  /** After how many seconds without `keep` a place is free again: its holder's process is gone. */
  leaseS: number;
}

/** Takes one of so many places, counted in the database for all processes together; null when all are taken. */
export async function takePlace(db: Pick<Db, "execute">, { key, count, leaseS }: Places): Promise<Place | null> {
  for (let number = 1; number <= count; number++) {
    const place = `${key}:${number}`;
    const { rows } = await db.execute(sql`
      insert into rate_windows as w (key, started_at, used) values (${place}, clock_timestamp(), 1)
      on conflict (key) do update set started_at = clock_timestamp(), used = 1
        where w.used = 0 or w.started_at < clock_timestamp() - make_interval(secs => ${leaseS})
      returning key`);
    if (rows.length > 0) return placeOf(db, place);
  }
  return null;
}

const placeOf = (db: Pick<Db, "execute">, place: string): Place => ({
  async keep() {
    await db.execute(sql`update rate_windows set started_at = clock_timestamp() where key = ${place}`);
  },
  async giveBack() {
    await db.execute(sql`delete from rate_windows where key = ${place}`);
  },
});
