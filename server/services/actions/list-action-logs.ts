import { and, count, desc, eq } from "drizzle-orm";
import { actions, logEntries, runs } from "#db/schema/index.ts";
import type { ActionLogEntry, ActionLogsInput } from "#domain/action.ts";
import { LOGS_LIMIT_DEFAULT } from "#domain/limits.ts";
import type { AppContext } from "../../context.ts";

/** The records of finished runs of actions, newest first. `count` is the number of all that match. */
export async function listActionLogs(
  ctx: AppContext,
  { id, where, limit = LOGS_LIMIT_DEFAULT, offset = 0 }: ActionLogsInput,
): Promise<{ count: number; logs: ActionLogEntry[] }> {
  const taskId = where?.data?.taskId;
  const filter = and(
    eq(logEntries.appId, ctx.appId),
    id === undefined ? undefined : eq(logEntries.taskId, id),
    taskId === undefined ? undefined : eq(logEntries.taskId, taskId),
    where?.type === undefined ? undefined : eq(logEntries.type, where.type),
  );
  const [total] = await ctx.db
    .select({ n: count() })
    .from(logEntries)
    .innerJoin(actions, eq(actions.taskId, logEntries.taskId))
    .where(filter);
  const rows = await ctx.db
    .select({
      entry: logEntries,
      payload: runs.payload,
      result: runs.result,
      error: runs.error,
      durationMs: runs.durationMs,
    })
    .from(logEntries)
    .innerJoin(actions, eq(actions.taskId, logEntries.taskId))
    .innerJoin(runs, eq(runs.id, logEntries.runId))
    .where(filter)
    .orderBy(desc(logEntries.id))
    .limit(limit)
    .offset(offset);
  return {
    count: total!.n,
    logs: rows.map(({ entry, payload, result, error, durationMs }): ActionLogEntry => {
      const isCompleted = entry.type === "app.task.completed";
      return {
        id: entry.id,
        createdAt: entry.createdAt.toISOString(),
        type: entry.type,
        appId: entry.appId,
        data: {
          mode: entry.mode,
          runOn: "server",
          taskId: entry.taskId,
          payload: payload ?? {},
          duration: durationMs ?? 0,
          actionVersion: "v3",
          runId: entry.runId,
          ...(isCompleted && entry.mode === "on-demand" && { result: { data: result, success: true } }),
          ...(!isCompleted && error && { error: { name: error.name, message: error.message, stack: error.stack } }),
        },
      };
    }),
  };
}
