import { and, desc, eq, isNotNull } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import { type RunDuration, type TaskDurationsInput, taskDurationsInput } from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";
import { getTaskRow } from "../tasks/index.ts";

/**
 * How long the newest runs of a task took that were executed, oldest first.
 *
 * @throws DomainError TASK_NOT_FOUND when the app has no such task.
 */
export async function listTaskDurations(ctx: AppContext, input: TaskDurationsInput): Promise<RunDuration[]> {
  const { taskId, limit } = taskDurationsInput.parse(input);
  await getTaskRow(ctx, taskId);
  const rows = await ctx.db
    .select({ runId: runs.id, status: runs.status, startedAt: runs.startedAt, durationMs: runs.durationMs })
    .from(runs)
    .where(
      and(eq(runs.taskId, taskId), isNotNull(runs.finishedAt), isNotNull(runs.startedAt), isNotNull(runs.durationMs)),
    )
    .orderBy(desc(runs.id))
    .limit(limit);
  // Asked for above: none of them is null.
  return rows
    .map(({ startedAt, durationMs, ...row }) => ({
      ...row,
      startedAt: startedAt!.toISOString(),
      durationMs: durationMs!,
    }))
    .reverse();
}
