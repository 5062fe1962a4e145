import { sql } from "drizzle-orm";
import type { Db } from "./client.ts";

/** How many of the newest runs tell where an app, or the queue as a whole, has got to. */
const LOOK_BACK = 20;

/** Past it, apps share a turn and are served as they come; the queue's priorities are 32-bit numbers. */
const TURN_MAX = 2_000_000_000;

/** A run that is to be queued under the name of its app. */
export interface Queueing {
  runId: number;
  appId: number;
}

/**
 * The turn of each run in the queue, in the order given; lower comes first. An app's runs follow each other a turn
 * apart, and an app that has nothing waiting joins at the turn that is being served, so that a thousand runs of one app
 * hold up another by one run and not by a thousand (start-time fair queueing, Goyal, Vin and Cheng 1996, with every run
 * counted alike).
 *
 * It reads no lock and keeps no state of its own: runs queued by two processes at the same moment may share a turn.
 */
export async function turnsOf(
  tx: Pick<Db, "execute">,
  queue: string,
  queueing: readonly Queueing[],
): Promise<Map<number, number>> {
  const runIds = sql`${sql.param(queueing.map((run) => run.runId))}::bigint[]`;
  const appIds = sql`${sql.param([...new Set(queueing.map((run) => run.appId))])}::bigint[]`;
  // The queue is everybody's: whoever queues looks at the jobs of all, past the wall between tenants.
  const { rows } = await tx.execute<{ app_id: string; turn: number }>(sql`
    with served as (
      select coalesce(
        (select max(-priority) from (
          select priority from pgboss.job where name = ${queue} and state = 'active' and group_id is not null
          union all
          select j.priority from (select job_id from run_jobs where id <> all(${runIds}) order by id desc limit ${LOOK_BACK}) r
            join pgboss.job j on j.name = ${queue} and j.id = r.job_id and j.state > 'active') gone),
        (select -priority from pgboss.job where name = ${queue} and state < 'active' order by priority desc limit 1),
        0) as turn)
    select app.id as app_id, greatest(served.turn, (
      select max(-j.priority) + 1
        from (select job_id from runs where app_id = app.id and id <> all(${runIds}) order by id desc limit ${LOOK_BACK}) r
        join pgboss.job j on j.name = ${queue} and j.id = r.job_id))::int as turn
    from served, unnest(${appIds}) as app(id)`);
  const next = new Map(rows.map((row) => [Number(row.app_id), row.turn]));
  const turns = new Map<number, number>();
  for (const { runId, appId } of queueing) {
    const turn = next.get(appId) ?? 0;
    turns.set(runId, Math.min(turn, TURN_MAX));
    next.set(appId, turn + 1);
  }
  return turns;
}
