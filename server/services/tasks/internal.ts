import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { scheduleChanges, screens, type TaskRow, tasks } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { IdOrName, Task } from "#domain/task.ts";
import { type AppContext, actorName } from "../../context.ts";

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
  const [row] = await (options.lock ? query.for("update") : query);
  if (!row) throw taskNotFound(idOrName);
  return row;
}

/** The app's live tasks as clients see them, by id. */
export async function readTasks(ctx: AppContext, only?: SQL): Promise<Task[]> {
  const rows = await ctx.db
    .select({
      task: tasks,
      screenName: screens.name,
      lastRun: sql<Task["lastRun"]>`(
        select json_build_object('id', r.id, 'status', r.status) from runs r
        where r.task_id = ${tasks.id} order by r.id desc limit 1)`,
    })
    .from(tasks)
    .innerJoin(screens, eq(screens.id, tasks.screenId))
    .where(and(eq(tasks.appId, ctx.appId), isNull(tasks.deletedAt), only))
    .orderBy(tasks.id);
  return rows.map(({ task, screenName, lastRun }) => ({
    id: task.id,
    appId: task.appId,
    name: task.name,
    pageId: task.screenId,
    screenName,
    active: task.active,
    frequency: task.frequency,
    timezone: task.timezone,
    timeoutMs: task.timeoutMs,
    lastRunAt: task.lastRunAt?.toISOString() ?? null,
    nextRunAt: task.nextFireAt?.toISOString() ?? null,
    scheduleError: task.scheduleError,
    lastRun,
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
  }));
}

/** Leaves the entry by which an audit knows what was expected from `effectiveAt` on. */
export async function recordScheduleChange(
  ctx: AppContext,
  task: Pick<TaskRow, "id" | "active" | "frequency" | "timezone">,
  effectiveAt: Date,
): Promise<void> {
  await ctx.db.insert(scheduleChanges).values({
    appId: ctx.appId,
    taskId: task.id,
    effectiveAt,
    frequency: task.active ? task.frequency : null,
    timezone: task.timezone,
    changedBy: actorName(ctx.actor),
  });
}
