import { and, asc, eq, isNotNull } from "drizzle-orm";
import { schedules, tasks } from "#db/schema/index.ts";
import type { RestoreTaskInput, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { putSchedules } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { auditedTask } from "./audited-task.ts";
import { refuseTakenName, takePlace, taskNotFound } from "./internal.ts";
import { getTask } from "./read-tasks.ts";

/**
 * Takes a removal back: the task is there again by its id and name, and the schedules that it had then are armed from now
 * on. Runs that the removal cancelled stay cancelled. A task that is there is left as it is.
 *
 * @throws DomainError TASK_NOT_FOUND, NAME_ALREADY_EXISTS, TASK_LIMIT_REACHED; SCREEN_NOT_FOUND when its screen is gone, too.
 */
export async function restoreTask(ctx: AppContext, { id }: RestoreTaskInput): Promise<Task> {
  return inTransaction(ctx, async (tx) => {
    const removed = await removedTask(tx, id);
    if (removed === null) return getTask(tx, { idOrName: id });
    await takePlace(tx);
    await refuseTakenName(tx, removed.name);
    await getScreenRow(tx, removed.screenId, { lock: true });
    const now = await tx.clock.now();
    const [task] = await tx.db
      .update(tasks)
      .set({ deletedAt: null, updatedAt: now })
      .where(eq(tasks.id, id))
      .returning();
    // Those that ended with the task; others had been taken away before.
    const had = await tx.db
      .select({ frequency: schedules.frequency, timezone: schedules.timezone, payload: schedules.payload })
      .from(schedules)
      .where(and(eq(schedules.taskId, id), eq(schedules.deletedAt, removed.deletedAt)))
      .orderBy(asc(schedules.position), asc(schedules.id));
    await putSchedules(tx, task!, had, now, false);
    const restored = await getTask(tx, { idOrName: id });
    const target = { kind: "task" as const, id, name: restored.name };
    await recordChange(tx, { action: "restore", target, after: auditedTask(restored) });
    return restored;
  });
}

/** The task as it was removed, held until the transaction ends; null when it is there. @throws DomainError TASK_NOT_FOUND */
async function removedTask(tx: AppContext, id: number) {
  const [row] = await tx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.id, id), eq(tasks.appId, tx.appId), isNotNull(tasks.deletedAt)))
    .for("no key update");
  if (row?.deletedAt) return { ...row, deletedAt: row.deletedAt };
  const [live] = await tx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.id, id), eq(tasks.appId, tx.appId)));
  if (!live) throw taskNotFound(id);
  return null;
}
