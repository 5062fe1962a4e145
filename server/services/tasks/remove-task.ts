import { and, eq, sql } from "drizzle-orm";
import { runs, tasks } from "#db/schema/index.ts";
import type { TaskRefInput } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { endSchedule, readSchedules, settleDueFires } from "../schedules/index.ts";
import { inTransaction } from "../transaction.ts";
import { auditedTask } from "./audited-task.ts";
import { getTaskRow } from "./internal.ts";
import { getTask } from "./read-tasks.ts";
import { tellTask } from "./tell-task.ts";

/**
 * Removes a task: its name is free again, nothing fires any more, runs still in the queue are cancelled. A run that has
 * begun goes on to its end, and the history stays readable.
 *
 * @throws DomainError TASK_NOT_FOUND when the app has no such task.
 */
export async function removeTask(ctx: AppContext, { idOrName }: TaskRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const task = await getTaskRow(tx, idOrName, { lock: true });
    const shown = await getTask(tx, { idOrName: task.id });
    const now = await tx.clock.now();
    await settleDueFires(tx, task, now);
    for (const schedule of await readSchedules(tx, task.id)) await endSchedule(tx, task, schedule, now);
    await tx.db
      .update(runs)
      .set({
        status: "cancelled",
        held: false,
        reason: "The task was removed while the run waited in the queue.",
        finishedAt: sql`now()`,
      })
      .where(and(eq(runs.taskId, task.id), eq(runs.status, "queued")));
    await tx.db.update(tasks).set({ deletedAt: now, updatedAt: sql`now()` }).where(eq(tasks.id, task.id));
    const target = { kind: "task" as const, id: task.id, name: task.name };
    await recordChange(tx, { action: "remove", target, before: auditedTask(shown) });
    await tellTask(tx, "task.removed", shown, null);
    return { id: task.id };
  });
}
