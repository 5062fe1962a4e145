import { and, asc, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { apps, type ScheduleRow, schedules, screens, type TaskRow, tasks } from "#db/schema/index.ts";
import { conflict, notFound, rateLimited } from "#domain/errors.ts";
import { TASK_CREATIONS_PER_MINUTE } from "#domain/limits.ts";
import { spreadOffsetMs } from "#domain/policy.ts";
import type { IdOrName, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { appLimits } from "../apps/index.ts";
import { readTriggers } from "../events/index.ts";
import { useUp } from "../limits/index.ts";
import { nextStarts } from "../schedules/index.ts";

const isTask = (idOrName: IdOrName) =>
  typeof idOrName === "number" ? eq(tasks.id, idOrName) : eq(tasks.name, idOrName);

export const taskNotFound = (idOrName: IdOrName) =>
  notFound(
    "TASK_NOT_FOUND",
    typeof idOrName === "number"
      ? `There is no task with id ${idOrName} in this app.`
      : `There is no task named "${idOrName}" in this app.`,
    "idOrName",
  );

/** Reads a task; with `lock` it is held until the transaction ends. @throws DomainError TASK_NOT_FOUND */
export async function getTaskRow(
  ctx: AppContext,
  idOrName: IdOrName,
  options: { lock?: boolean } = {},
): Promise<TaskRow> {
  const query = ctx.db
    .select()
    .from(tasks)
    .where(and(isTask(idOrName), eq(tasks.appId, ctx.appId), isNull(tasks.deletedAt)));
  const [row] = await (options.lock ? query.for("no key update") : query);
  if (!row) throw taskNotFound(idOrName);
  return row;
}

/** @throws DomainError NAME_ALREADY_EXISTS when another live task of the app has the name. */
export async function refuseTakenName(tx: AppContext, name: string): Promise<void> {
  const [taken] = await tx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.appId, tx.appId), eq(tasks.name, name), isNull(tasks.deletedAt)));
  if (taken)
    throw conflict("NAME_ALREADY_EXISTS", `This app already has a task named "${name}". Choose another name.`, "name");
}

/**
 * Holds the app's row, so that creations that race count one after the other.
 *
 * @throws DomainError TASK_LIMIT_REACHED when the app has all the tasks that it may have.
 */
export async function takePlace(tx: AppContext): Promise<void> {
  const [app] = await tx.db.select().from(apps).where(eq(apps.id, tx.appId)).for("no key update");
  const [existing] = await tx.db
    .select({ n: count() })
    .from(tasks)
    .where(and(eq(tasks.appId, tx.appId), isNull(tasks.deletedAt)));
  const windowS = 60;
  const retryAfterS = await useUp(tx.db, { key: `app:${tx.appId}:tasks`, max: TASK_CREATIONS_PER_MINUTE, windowS });
  if (retryAfterS !== null) {
    throw rateLimited(
      `At most ${TASK_CREATIONS_PER_MINUTE} tasks may be created in a minute. Try again in ${retryAfterS} s.`,
      retryAfterS,
    );
  }
  const limit = appLimits(app!).tasks;
  if (existing!.n >= limit) {
    throw conflict(
      "TASK_LIMIT_REACHED",
      `This app has ${existing!.n} of ${limit} tasks. Remove one, or ask an owner of the app to raise the limit.`,
    );
  }
}

/** The app's live tasks as clients see them, by id. */
export async function readTasks(ctx: AppContext, only?: SQL): Promise<Task[]> {
  const rows = await ctx.db
    .select({
      task: tasks,
      screenName: screens.name,
      lastRun: sql<Task["lastRun"]>`(
        select json_build_object('id', r.id, 'status', r.status) from runs r
        where r.task_id = ${tasks.id} and (r.fire_at is null or r.fire_at <= now() or r.started_at is not null) order by r.id desc limit 1)`,
    })
    .from(tasks)
    .innerJoin(screens, eq(screens.id, tasks.screenId))
    .where(and(eq(tasks.appId, ctx.appId), isNull(tasks.deletedAt), only))
    .orderBy(tasks.id);
  if (rows.length === 0) return [];
  const found = await ctx.db
    .select()
    .from(schedules)
    .where(
      and(
        inArray(
          schedules.taskId,
          rows.map(({ task }) => task.id),
        ),
        isNull(schedules.deletedAt),
      ),
    )
    .orderBy(asc(schedules.position), asc(schedules.id));
  const triggers = await readTriggers(
    ctx,
    rows.map(({ task }) => task.id),
  );
  const ofTask = Map.groupBy(found, (schedule) => schedule.taskId);
  const ends = new Map(rows.map(({ task }) => [task.id, task.endsAt]));
  const starts = await nextStarts(
    ctx,
    found.map((schedule) => ({ ...schedule, endsAt: ends.get(schedule.taskId) ?? null })),
  );
  return rows.map((row) => {
    const own = ofTask.get(row.task.id) ?? [];
    const nextRunAt = earliest(own.flatMap(({ id }) => starts.get(id) ?? []));
    return {
      ...toTask(row.task, row.screenName, row.lastRun, own, nextRunAt),
      triggers: triggers.get(row.task.id) ?? [],
    };
  });
}

const earliest = (dates: readonly Date[]): Date | null =>
  dates.length === 0 ? null : new Date(Math.min(...dates.map(Number)));

function toTask(
  task: TaskRow,
  screenName: string,
  lastRun: Task["lastRun"],
  own: readonly ScheduleRow[],
  nextRunAt: Date | null,
): Omit<Task, "triggers"> {
  const first = own[0];
  return {
    id: task.id,
    appId: task.appId,
    name: task.name,
    pageId: task.screenId,
    screenName,
    active: task.active,
    callable: task.callable,
    frequency: first?.frequency ?? null,
    timezone: first?.timezone ?? task.timezone,
    timeoutMs: task.timeoutMs,
    misfire: task.misfire,
    misfireGraceMs: task.misfireGraceMs,
    overlap: task.overlap,
    retries: task.retries,
    retryDelayMs: task.retryDelayMs,
    retryOn: task.retryOn,
    spreadMs: task.spreadMs,
    startsAt: task.startsAt?.toISOString() ?? null,
    endsAt: task.endsAt?.toISOString() ?? null,
    pausedUntil: task.pausedUntil?.toISOString() ?? null,
    payload: first?.payload ?? null,
    schedules: own.map((schedule) => ({
      id: schedule.id,
      frequency: schedule.frequency,
      timezone: schedule.timezone,
      payload: schedule.payload,
      nextRunAt: schedule.nextFireAt?.toISOString() ?? null,
      spreadOffsetMs: spreadOffsetMs(schedule.id, task.spreadMs),
      error: schedule.error,
    })),
    lastRunAt: task.lastRunAt?.toISOString() ?? null,
    nextRunAt: nextRunAt?.toISOString() ?? null,
    scheduleError: own.find((schedule) => schedule.error !== null)?.error ?? null,
    lastRun,
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
  };
}
