import { and, asc, eq, gte, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import { apps, runs, schedules, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput } from "#domain/errors.ts";
import { spreadOffsetMs } from "#domain/policy.ts";
import type { RunStatus } from "#domain/run.ts";
import { TIMETABLE_MS_MAX, type TimetableInput } from "#domain/schedule-input.ts";
import type { AppContext, OrganizationContext } from "../../context.ts";
import { reachableApps } from "../apps/index.ts";

/** Fires that a timetable lists one by one; of busier schedules it tells the number in each hour only. */
const FIRES_LISTED_MAX = 3_000;

/** Fires of one schedule that are computed for the hours ahead. */
const FIRES_COMPUTED_MAX = 12_000;

/** Tasks that share a minute from which on the timetable hints at it. */
const CROWD_MIN = 3;

export interface TimetableFire {
  appId: number;
  appName: string;
  taskId: number;
  taskName: string;
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  /** When it starts, where that is not at its time: spread or moved. */
  effectiveAt: string | null;
  status: RunStatus | "upcoming";
  runId: number | null;
}

export interface Timetable {
  fires: TimetableFire[];
  /** Fires in each hour that has any, whether listed or not. */
  hours: { hour: string; taskId: number; taskName: string; appName: string; fires: number; failed: number }[];
  /** Minutes that several tasks share, busiest first. */
  crowded: { minute: string; taskNames: string[] }[];
  /** Whether `fires` leaves some out. */
  isCut: boolean;
}

/** What ran and what will in a window of at most eight days: one app's. @throws DomainError INVALID_INPUT on a window that is too long. */
export function appTimetable(ctx: AppContext, input: TimetableInput): Promise<Timetable> {
  return timetable(ctx, eq(apps.id, ctx.appId), input);
}

/** The same across all apps of the organisation. */
export function organizationTimetable(ctx: OrganizationContext, input: TimetableInput): Promise<Timetable> {
  return timetable(ctx, reachableApps(ctx), input);
}

async function timetable(ctx: OrganizationContext, scope: SQL, input: TimetableInput): Promise<Timetable> {
  const from = new Date(input.from);
  const to = new Date(input.to);
  if (to <= from || to.getTime() - from.getTime() > TIMETABLE_MS_MAX) {
    throw badInput("INVALID_INPUT", "Choose a window of more than nothing and at most eight days.", "to");
  }
  const past = await recorded(ctx, scope, from, to);
  const known = new Set(past.map((fire) => `${fire.scheduleId} ${fire.fireAt}`));
  const ahead = (await upcoming(ctx, scope, from, to)).filter(
    (fire) => !known.has(`${fire.scheduleId} ${fire.fireAt}`),
  );
  const all = [...past, ...ahead].sort((a, b) =>
    a.fireAt < b.fireAt ? -1 : a.fireAt > b.fireAt ? 1 : a.taskId - b.taskId,
  );
  return {
    fires: all.slice(0, FIRES_LISTED_MAX),
    hours: byHour(all),
    crowded: crowdedMinutes(ahead),
    isCut: all.length > FIRES_LISTED_MAX,
  };
}

async function recorded(ctx: OrganizationContext, scope: SQL, from: Date, to: Date): Promise<TimetableFire[]> {
  const rows = await ctx.db
    .select({
      appId: runs.appId,
      appName: apps.name,
      taskId: runs.taskId,
      taskName: tasks.name,
      scheduleId: runs.scheduleId,
      fireAt: runs.fireAt,
      effectiveAt: runs.effectiveAt,
      status: runs.status,
      runId: runs.id,
    })
    .from(runs)
    .innerJoin(apps, eq(apps.id, runs.appId))
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(and(scope, isNotNull(runs.fireAt), gte(runs.fireAt, from), lte(runs.fireAt, to)))
    .orderBy(asc(runs.fireAt))
    .limit(FIRES_COMPUTED_MAX);
  return rows.map((row) => ({
    ...row,
    scheduleId: row.scheduleId!,
    fireAt: row.fireAt!.toISOString(),
    effectiveAt: row.effectiveAt?.toISOString() ?? null,
  }));
}

async function upcoming(ctx: OrganizationContext, scope: SQL, from: Date, to: Date): Promise<TimetableFire[]> {
  const armed = await ctx.db
    .select({ schedule: schedules, task: tasks, appName: apps.name })
    .from(schedules)
    .innerJoin(tasks, eq(tasks.id, schedules.taskId))
    .innerJoin(apps, eq(apps.id, schedules.appId))
    .where(and(scope, isNotNull(schedules.nextFireAt), lte(schedules.nextFireAt, to), isNull(tasks.deletedAt)))
    .orderBy(sql`${schedules.nextFireAt}`)
    .limit(500);
  return armed.flatMap(({ schedule, task, appName }) => {
    const start = new Date(Math.max(from.getTime(), schedule.nextFireAt!.getTime()));
    const end = task.endsAt && task.endsAt < to ? task.endsAt : to;
    if (start > end) return [];
    const offsetMs = spreadOffsetMs(schedule.id, task.spreadMs);
    return firesBetween(parseSchedule(schedule.frequency, schedule.timezone), start, end, FIRES_COMPUTED_MAX).map(
      (fire) => ({
        appId: task.appId,
        appName,
        taskId: task.id,
        taskName: task.name,
        scheduleId: schedule.id,
        fireAt: fire.toISOString(),
        effectiveAt: offsetMs === 0 ? null : new Date(fire.getTime() + offsetMs).toISOString(),
        status: "upcoming" as const,
        runId: null,
      }),
    );
  });
}

const FAILED: ReadonlySet<TimetableFire["status"]> = new Set([
  "failed",
  "timed_out",
  "out_of_memory",
  "crashed",
  "missed",
]);

function byHour(fires: readonly TimetableFire[]): Timetable["hours"] {
  const cells = new Map<string, Timetable["hours"][number]>();
  for (const { fireAt, taskId, taskName, appName, status } of fires) {
    const hour = `${fireAt.slice(0, 13)}:00:00.000Z`;
    const cell = cells.get(`${taskId} ${hour}`) ?? { hour, taskId, taskName, appName, fires: 0, failed: 0 };
    cell.fires += 1;
    if (FAILED.has(status)) cell.failed += 1;
    cells.set(`${taskId} ${hour}`, cell);
  }
  return [...cells.values()];
}

/** A minute counts as crowded when tasks really start in it: a spread takes them out. */
function crowdedMinutes(ahead: readonly TimetableFire[]): Timetable["crowded"] {
  const minutes = new Map<string, Set<string>>();
  for (const { fireAt, effectiveAt, taskName } of ahead) {
    const minute = `${(effectiveAt ?? fireAt).slice(0, 16)}:00.000Z`;
    minutes.set(minute, (minutes.get(minute) ?? new Set()).add(taskName));
  }
  return [...minutes]
    .filter(([, names]) => names.size >= CROWD_MIN)
    .map(([minute, names]) => ({ minute, taskNames: [...names].sort() }))
    .sort((a, b) => b.taskNames.length - a.taskNames.length || (a.minute < b.minute ? -1 : 1))
    .slice(0, 20);
}
