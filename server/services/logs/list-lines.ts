import { and, asc, desc, eq, gt, gte, ilike, lt, lte, ne } from "drizzle-orm";
import { logLines, runs, tasks } from "#db/schema/index.ts";
import type { ListLinesInput, LogLine } from "#domain/log.ts";
import type { AppContext } from "../../context.ts";

/**
 * A page of log lines. Newest first, `nextCursor` fetches older ones and is null at the end; in ascending order it is
 * the last line's id (or the given cursor), to ask again for what has come since.
 */
export async function listLines(
  ctx: AppContext,
  input: ListLinesInput,
): Promise<{ lines: LogLine[]; nextCursor: number | null }> {
  const { order = "desc", limit = 100 } = input;
  const rows = await ctx.db
    .select({
      id: logLines.id,
      runId: logLines.runId,
      taskId: logLines.taskId,
      taskName: tasks.name,
      seq: logLines.seq,
      at: logLines.at,
      level: logLines.level,
      kind: logLines.kind,
      message: logLines.message,
      args: logLines.args,
    })
    .from(logLines)
    .innerJoin(runs, eq(runs.id, logLines.runId))
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(and(eq(logLines.appId, ctx.appId), ...filters(input, order)))
    .orderBy(order === "desc" ? desc(logLines.id) : asc(logLines.id))
    .limit(limit + 1);
  const lines = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  const last = lines[lines.length - 1]?.id ?? input.cursor ?? null;
  return { lines, nextCursor: order === "asc" || rows.length > limit ? last : null };
}

function filters(
  { runId, taskId, status, mode, level, from, to, search, cursor }: ListLinesInput,
  order: "asc" | "desc",
) {
  return [
    runId === undefined ? undefined : eq(logLines.runId, runId),
    taskId === undefined ? undefined : eq(logLines.taskId, taskId),
    status === undefined ? undefined : eq(runs.status, status),
    mode === undefined ? undefined : mode === "scheduled" ? eq(runs.trigger, "schedule") : ne(runs.trigger, "schedule"),
    level === undefined ? undefined : eq(logLines.level, level),
    from === undefined ? undefined : gte(logLines.at, new Date(from)),
    to === undefined ? undefined : lte(logLines.at, new Date(to)),
    search ? ilike(logLines.message, `%${search.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    cursor ? (order === "desc" ? lt(logLines.id, cursor) : gt(logLines.id, cursor)) : undefined,
  ];
}
