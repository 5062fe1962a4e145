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
  const ahead = Map.groupBy(await readAhead(ctx, schedules), (row) => row.scheduleId);
  const starts = new Map<number, Date>();
  const offer = (id: number, at: Date | null) => {
    const known = starts.get(id);
    if (at && (!known || at < known)) starts.set(id, at);
  };
  for (const schedule of schedules)
    if (schedule.nextFireAt) offer(schedule.id, firstUndecided(schedule, ahead.get(schedule.id) ?? []));
  for (const { scheduleId, status, effectiveAt } of [...ahead.values()].flat())
    if (status === "queued" && effectiveAt !== null) offer(scheduleId, new Date(effectiveAt));
  return starts;
}

/** Rows of fires that are still to come, and of those whose start is. */
async function readAhead(ctx: AppContext, schedules: readonly Planned[]): Promise<AheadRow[]> {
  if (schedules.length === 0) return [];
  const ids = sql.param(schedules.map(({ id }) => id));
  const next = schedules.flatMap(({ nextFireAt }) => nextFireAt?.getTime() ?? []);
  // One instant for all: compared with each schedule's own, the database would look through every fire there ever was.
  const from = next.length === 0 ? "infinity" : new Date(Math.min(...next)).toISOString();
  const { rows } = await ctx.db.execute<AheadRow>(sql`
    select schedule_id as "scheduleId", fire_at as "fireAt", effective_at as "effectiveAt", status from runs
    where app_id = ${ctx.appId} and schedule_id = any(${ids}::bigint[]) and fire_at >= ${from}::timestamptz
    union
    select schedule_id, fire_at, effective_at, status from runs
    where status = 'queued' and effective_at > now() and attempt = 0
      and app_id = ${ctx.appId} and schedule_id = any(${ids}::bigint[])`);
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
