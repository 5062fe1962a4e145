import { sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

/** Key of the row that tells every process when somebody last ticked. */
export const LAST_TICK = "last_tick";

/** Without a tick for this long while schedules are due, they stand still, seconds. */
export const TICK_AGE_MAX_S = 180;

export interface SchedulerHealth {
  /** Seconds since somebody last ticked (noted every 10 s); null when nobody ever did. */
  tickAgeS: number | null;
  /** How long the oldest due fire has waited to be planned, seconds; 0 when none is due. */
  lagS: number;
  /** Runs that wait for a worker, now. */
  queueDepth: number;
  /** How long the oldest of them has waited, seconds. */
  queueAgeS: number;
  /** Fires are due and nobody plans them. */
  isStale: boolean;
}

/** How the scheduler of the whole installation is doing. @throws the database's error when it cannot be reached. */
export async function schedulerHealth({ db }: Pick<ServiceContext, "db">): Promise<SchedulerHealth> {
  const { rows } = await db.execute<{
    tick_age: number | null;
    lag: number | null;
    depth: number;
    queue_age: number | null;
  }>(sql`
    select
      (select extract(epoch from now() - updated_at)::float8 from system_state where key = ${LAST_TICK}) as tick_age,
      (select extract(epoch from now() - min(next_fire_at))::float8 from schedules where next_fire_at <= now()) as lag,
      (select count(*)::int from runs where status = 'queued' and not held and coalesce(effective_at, queued_at) <= now()) as depth,
      (select extract(epoch from now() - min(greatest(effective_at, queued_at)))::float8 from runs
        where status = 'queued' and not held and coalesce(effective_at, queued_at) <= now()) as queue_age`);
  const { tick_age: tickAge, lag, depth, queue_age: queueAge } = rows[0]!;
  const tickAgeS = tickAge === null ? null : Math.max(0, Math.round(tickAge));
  const lagS = Math.max(0, Math.round(lag ?? 0));
  return {
    tickAgeS,
    lagS,
    queueDepth: depth,
    queueAgeS: Math.max(0, Math.round(queueAge ?? 0)),
    isStale: lagS > TICK_AGE_MAX_S && (tickAgeS === null || tickAgeS > TICK_AGE_MAX_S),
  };
}
