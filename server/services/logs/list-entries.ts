import { and, count, desc, eq } from "drizzle-orm";
import { logEntries, runs, tasks } from "#db/schema/index.ts";
import type { GetLogsInput, LogEntry } from "#domain/log.ts";
import type { AppContext } from "../../context.ts";

/**
 * The records of finished runs, newest first. `count` is the number of all that match, however many are answered.
 */
export async function listEntries(ctx: AppContext, input: GetLogsInput): Promise<{ count: number; logs: LogEntry[] }> {
  const { id, where, limit = 50, offset = 0 } = input;
  const filter = and(
    eq(logEntries.appId, ctx.appId),
    id === undefined ? undefined : eq(logEntries.taskId, id),
    where?.type === undefined ? undefined : eq(logEntries.type, where.type),
  );
  const [total] = await ctx.db.select({ n: count() }).from(logEntries).where(filter);
  const rows = await ctx.db
    .select({
      entry: logEntries,
      taskName: tasks.name,
      pageId: runs.screenId,
      status: runs.status,
      durationMs: runs.durationMs,
      result: runs.result,
      error: runs.error,
    })
    .from(logEntries)
    .innerJoin(runs, eq(runs.id, logEntries.runId))
    .innerJoin(tasks, eq(tasks.id, logEntries.taskId))
    .where(filter)
    .orderBy(desc(logEntries.id))
    .limit(limit)
    .offset(offset);
  return {
    count: total!.n,
    logs: rows.map(({ entry, taskName, pageId, status, durationMs, result, error }) => ({
      id: entry.id,
      createdAt: entry.createdAt.toISOString(),
      type: entry.type,
      appId: entry.appId,
      data: {
        mode: entry.mode,
        duration: durationMs ?? 0,
        pageId,
        taskId: entry.taskId,
        taskName,
        runId: entry.runId,
        status,
        ...(entry.type === "app.task.completed" ? { result } : { error: error ?? undefined }),
      },
    })),
  };
}
