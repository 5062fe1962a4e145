import { sql } from "drizzle-orm";
import type { ScheduleRow } from "#db/schema/index.ts";
import { nextFire, parseSchedule } from "#domain/cron/index.ts";
import type { AppContext } from "../../context.ts";

interface Planned extends Pick<ScheduleRow, "id" | "frequency" | "timezone" | "nextFireAt"> {
  /** The end of its task. */
  endsAt: Date | null;
}

interface AheadRow extends Record<string, unknown> {
  scheduleId: number;
  fireAt: string;
  effectiveAt: string | null;
  status: string;
}

/**
 * When each schedule next starts a run: its next fire that nobody skipped ahead of time, or one that was moved or spread
 * to an earlier instant than that. Schedules that start nothing are absent.
 */
export async function nextStarts(ctx: AppContext, schedules: readonly Planned[]): Promise<Map<number, Date>> {
  const armed = schedules.filter(({ nextFireAt }) => nextFireAt !== null);
  const ahead = Map.groupBy(
    await readAhead(
      ctx,
      schedules.map(({ id }) => id),
    ),
    (row) => row.scheduleId,
  );
  const starts = new Map<number, Date>();
  const offer = (id: number, at: Date | null) => {
    const known = starts.get(id);
    if (at && (!known || at < known)) starts.set(id, at);
  };
  for (const schedule of armed) offer(schedule.id, firstUndecided(schedule, ahead.get(schedule.id) ?? []));
  for (const { scheduleId, status, effectiveAt } of [...ahead.values()].flat())
    if (status === "queued" && effectiveAt !== null) offer(scheduleId, new Date(effectiveAt));
  return starts;
}

/** Rows of fires that are still to come, and of those whose start is. */
async function readAhead(ctx: AppContext, scheduleIds: readonly number[]): Promise<AheadRow[]> {
  if (scheduleIds.length === 0) return [];
  const { rows } = await ctx.db.execute<AheadRow>(sql`
    select r.schedule_id as "scheduleId", r.fire_at as "fireAt", r.effective_at as "effectiveAt", r.status
    from schedules s join runs r on r.schedule_id = s.id and r.fire_at >= s.next_fire_at
    where s.app_id = ${ctx.appId} and s.id = any(${sql.param(scheduleIds)}::bigint[])
    union
    select r.schedule_id, r.fire_at, r.effective_at, r.status from runs r
    where r.status = 'queued' and r.effective_at > now() and r.attempt = 0
      and r.app_id = ${ctx.appId} and r.schedule_id = any(${sql.param(scheduleIds)}::bigint[])`);
  return rows;
}

function firstUndecided({ frequency, timezone, nextFireAt, endsAt }: Planned, ahead: readonly AheadRow[]): Date | null {
  const decided = new Set(ahead.map(({ fireAt }) => new Date(fireAt).getTime()));
  if (!decided.has(nextFireAt!.getTime())) return nextFireAt;
  const schedule = parseSchedule(frequency, timezone);
  let fire = nextFireAt;
  while (fire && decided.has(fire.getTime())) fire = nextFire(schedule, fire);
  return fire && endsAt && fire > endsAt ? null : fire;
}
