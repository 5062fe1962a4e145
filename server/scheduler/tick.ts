import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { schedules, tasks } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { type DueSchedule, type FireCounts, fireDue, LAST_TICK } from "../services/schedules/index.ts";
import { inTransaction } from "../services/transaction.ts";

/** Schedules that one transaction plans: small enough to be short, large enough to be few. */
const BATCH = 500;

/** What planning needs to know, and no more: payloads can have a megabyte each. */
const DUE = {
  schedule: {
    id: schedules.id,
    frequency: schedules.frequency,
    timezone: schedules.timezone,
    nextFireAt: schedules.nextFireAt,
  },
  task: {
    id: tasks.id,
    endsAt: tasks.endsAt,
    misfire: tasks.misfire,
    misfireGraceMs: tasks.misfireGraceMs,
    overlap: tasks.overlap,
    spreadMs: tasks.spreadMs,
  },
};

/** How often the last tick is written down when nothing was due, seconds. */
const NOTE_EVERY_S = 10;

/**
 * Plans every fire that is due at `now`, whoever calls and however often: rows that another tick holds are skipped, a
 * fire that has its row is not planned again. It stops between batches when `signal` says so; the next tick goes on.
 *
 * `now` must come from the database's clock: several machines tick, and their clocks differ.
 *
 * @param judge says of each schedule that is due how it is to be planned; as its task says, unless given
 */
export async function tick(
  ctx: ServiceContext,
  now: Date,
  signal?: AbortSignal,
  judge = (due: DueSchedule): DueSchedule => due,
): Promise<FireCounts> {
  const counts: FireCounts = { fired: 0, skipped: 0, missed: 0 };
  while (!signal?.aborted) {
    const { planned, outcome } = await inTransaction(ctx, async (tx) => {
      const due = await tx.db
        .select(DUE)
        .from(schedules)
        .innerJoin(tasks, eq(tasks.id, schedules.taskId))
        .where(and(isNotNull(schedules.nextFireAt), lte(schedules.nextFireAt, now)))
        .orderBy(asc(schedules.nextFireAt))
        .limit(BATCH)
        // Weaker than "for update": inserting a run must still be able to point at what is locked.
        .for("no key update", { of: schedules, skipLocked: true });
      return { planned: due.length, outcome: due.length > 0 ? await fireDue(tx, due.map(judge), now) : null };
    });
    if (!outcome) break;
    counts.fired += outcome.fired;
    counts.skipped += outcome.skipped;
    counts.missed += outcome.missed;
    if (planned < BATCH && !outcome.more) break;
  }
  await noteTick(ctx, now);
  return counts;
}

async function noteTick({ db }: ServiceContext, now: Date): Promise<void> {
  // Looked up first: even an insert that changes nothing locks the row, which ticks at the same time would queue for.
  await db.execute(sql`
    insert into system_state (key, value, updated_at)
    select ${LAST_TICK}, ${JSON.stringify({ at: now.toISOString() })}::jsonb, now()
    where not exists (select 1 from system_state
      where key = ${LAST_TICK} and updated_at > now() - make_interval(secs => ${NOTE_EVERY_S}))
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`);
}
