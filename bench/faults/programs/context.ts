import { sql } from "drizzle-orm";
import { type DbHandle, openDb } from "#db/client.ts";
import { openQueue } from "#db/queue.ts";
import type { ServiceContext } from "#server/context.ts";
import { persist } from "../persist.ts";

/** What services need in a process that carries out no runs; waits for a database that is not there at the moment. */
export async function openContext(): Promise<ServiceContext> {
  const url = process.env.DATABASE_URL!;
  const { db } = openDb(url, { max: 4 });
  const queue = await persist("Opening the queue", async () => {
    const opened = openQueue(url);
    await opened.start();
    return opened;
  });
  // Who ticks and asks for runs needs no more of it.
  return { db, queue, clock: { now: () => databaseNow(db) } } as Partial<ServiceContext> as ServiceContext;
}

async function databaseNow(db: DbHandle["db"]): Promise<Date> {
  const { rows } = await db.execute<{ now: string }>(sql`select clock_timestamp() as now`);
  return new Date(rows[0]!.now);
}
