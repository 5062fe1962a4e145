import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { schedules, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput } from "#domain/errors.ts";
import { spreadOffsetMs } from "#domain/policy.ts";
import { type LoadInput, TIMETABLE_MS_MAX } from "#domain/schedule-input.ts";
import type { AppContext } from "../../context.ts";

/** Fires that are counted for one answer: a few seconds of work at the very most. */
const FIRES_COUNTED_MAX = 500_000;

const MINUTE_MS = 60_000;

export interface LoadAhead {
  /** ISO 8601 UTC, a whole minute: the first that is counted. */
  from: string;
  /** How many runs start in each minute from there on. */
  minutes: number[];
  /** How many tasks they are of. */
  tasks: number;
  /** Whether there are so many fires that some were left out. */
  isCut: boolean;
}

/**
 * How many runs the app's schedules will start in each minute of a window of at most eight days, spread included. Tasks
 * that are switched off or paused count nothing; a fire skipped or moved by hand counts where its schedule has it.
 *
 * @throws DomainError INVALID_INPUT on a window that is too long.
 */
export async function loadAhead(ctx: AppContext, { from, to, exceptTaskId }: LoadInput): Promise<LoadAhead> {
  const start = Math.floor(Date.parse(from) / MINUTE_MS);
  const end = Math.floor(Date.parse(to) / MINUTE_MS);
  if (end <= start || (end - start) * MINUTE_MS > TIMETABLE_MS_MAX) {
    throw badInput("INVALID_INPUT", "Choose a window of more than nothing and at most eight days.", "to");
  }
  const armed = await ctx.db
    .select({ schedule: schedules, task: tasks })
    .from(schedules)
    .innerJoin(tasks, eq(tasks.id, schedules.taskId))
    .where(
      and(
        eq(schedules.appId, ctx.appId),
        isNotNull(schedules.nextFireAt),
        isNull(tasks.deletedAt),
        exceptTaskId === undefined ? undefined : ne(tasks.id, exceptTaskId),
      ),
    )
    .limit(5_000);

  const minutes = new Array<number>(end - start).fill(0);
  const counted = new Set<number>();
  let left = FIRES_COUNTED_MAX;
  for (const { schedule, task } of armed) {
    const offsetMinutes = Math.floor(spreadOffsetMs(schedule.id, task.spreadMs) / MINUTE_MS);
    // A fire from before the window may start in it.
    const first = Math.max((start - offsetMinutes) * MINUTE_MS, task.startsAt?.getTime() ?? 0);
    const last = Math.min(end * MINUTE_MS - 1, task.endsAt?.getTime() ?? Number.POSITIVE_INFINITY);
    if (first > last) continue;
    const fires = firesBetween(
      parseSchedule(schedule.frequency, schedule.timezone),
      new Date(first),
      new Date(last),
      left,
    );
    left -= fires.length;
    for (const fire of fires) {
      const minute = fire.getTime() / MINUTE_MS + offsetMinutes - start;
      if (minute >= minutes.length) continue;
      minutes[minute]! += 1;
      counted.add(task.id);
    }
    if (left === 0) break;
  }
  return { from: new Date(start * MINUTE_MS).toISOString(), minutes, tasks: counted.size, isCut: left === 0 };
}
