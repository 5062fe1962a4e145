import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { FaultSchedule } from "./world.ts";

/** Far enough that no fire meets another on the way; whole days, so that it can be taken back exactly. */
const ASIDE = sql`interval '36500 days'`;

/** Unfinished runs past which time waits, of the schedule and in all: faults are to be survived, not overload. */
const UNFINISHED_MAX = { schedule: 6, all: 60 };

/**
 * Lets minutes pass for one schedule in a moment: everything it did and promised moves back, so that the next tick comes
 * late. Under the schedule's lock, as a tick holds it. The fires stay where its expression names them, because its fires
 * repeat after `periodMinutes`.
 *
 * @returns how many of its runs had started before their fire, which moving back would hide.
 */
export function passTime(db: Db, { id, periodMinutes }: FaultSchedule, periods: number): Promise<number> {
  const minutes = sql`make_interval(mins => ${periodMinutes * periods})`;
  return db.transaction(async (tx) => {
    const { rows: armed } = await tx.execute(
      sql`select id from schedules where id = ${id} and next_fire_at is not null for update`,
    );
    const { rows } = await tx.execute<{ early: number; unfinished: number; everywhere: number }>(sql`
      select count(*) filter (where started_at < fire_at)::int as early,
        count(*) filter (where finished_at is null)::int as unfinished,
        (select count(*)::int from runs where status in ('queued', 'running')) as everywhere
      from runs where schedule_id = ${id}`);
    const { early, unfinished, everywhere } = rows[0]!;
    if (armed.length === 0 || unfinished > UNFINISHED_MAX.schedule || everywhere > UNFINISHED_MAX.all) return 0;
    // In two steps, or a fire would meet the one that has not moved yet.
    await tx.execute(sql`update runs set fire_at = fire_at - ${ASIDE} where schedule_id = ${id}`);
    await tx.execute(sql`update runs set fire_at = fire_at + ${ASIDE} - ${minutes} where schedule_id = ${id}`);
    await tx.execute(
      sql`update schedule_changes set effective_at = effective_at - ${minutes} where schedule_id = ${id}`,
    );
    await tx.execute(sql`update schedules set next_fire_at = next_fire_at - ${minutes} where id = ${id}`);
    return early;
  });
}
