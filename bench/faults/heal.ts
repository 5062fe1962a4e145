import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Arena } from "./nemesis.ts";
import { until } from "./persist.ts";

/** How long the installation may take to work off what faults left, ms. */
const QUIET_WITHIN_MS = 120_000;

/**
 * Waits, after the last fault, for a moment in which nothing is due and nothing unfinished. Leases and fetches of
 * processes that are gone run out at once, so that nobody waits for clocks.
 *
 * @returns what was left when patience ended; empty when all was worked off.
 */
export async function waitForQuiet({ container: { db }, fleet }: Arena): Promise<string> {
  let left = "nothing could be asked";
  const isQuiet = await until(async () => {
    await outliveTheDead(
      db,
      fleet.workers.map(({ pid }) => `%:${pid}:%`),
    );
    left = await unfinished(db);
    return left === "";
  }, QUIET_WITHIN_MS);
  return isQuiet ? "" : left;
}

async function outliveTheDead(db: Db, owners: readonly string[]): Promise<void> {
  await db.execute(sql`update runs set lease_expires_at = now() - interval '1 second'
    where status = 'running' and lease_expires_at > now() and not lease_owner like any(${sql.param(owners)}::text[])`);
  // Fetched and not begun for so long, a job died with its worker; the reaper would come to see that 20 s later.
  await db.execute(sql`update pgboss.job j set started_on = started_on - interval '1 minute' from runs r
    where j.id = r.job_id and r.status = 'queued' and j.state = 'active'
    and j.started_on between now() - interval '20 seconds' and now() - interval '5 seconds'`);
}

async function unfinished(db: Db): Promise<string> {
  const { rows } = await db.execute<{ what: string; n: number }>(sql`
    select status || case when held then ' (held)' else '' end as what, count(*)::int as n
      from runs where status in ('queued', 'running') group by 1
    union all select 'schedules due', count(*)::int from schedules where next_fire_at < now() having count(*) > 0`);
  return rows.map(({ what, n }) => `${n} ${what}`).join(", ");
}
