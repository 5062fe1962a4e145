import { eq, sql } from "drizzle-orm";
import { apps, tasks } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import type { Task, UpdateTaskInput } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { putTriggers } from "../events/index.ts";
import { putSchedules, readSchedules, settleDueFires } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { auditedTask } from "./audited-task.ts";
import { getTaskRow, refuseTakenName } from "./internal.ts";
import { getTask } from "./read-tasks.ts";
import { isOtherWindow, taskValues } from "./task-values.ts";
import { tellTask } from "./tell-task.ts";
import { wantedSchedules } from "./wanted-schedules.ts";

/**
 * Changes what is named and leaves the rest. A changed schedule is armed anew from now; fires that were due before the
 * change are planned first, by the schedule that promised them. A refused change changes nothing.
 *
 * @throws DomainError TASK_NOT_FOUND, NAME_ALREADY_EXISTS, SCREEN_NOT_FOUND, FREQUENCY_INVALID, TIMEZONE_INVALID;
 * INVALID_INPUT (409) when somebody else changed the task after `baseUpdatedAt`.
 */
export async function updateTask(
  ctx: AppContext,
  { idOrName, pageId, baseUpdatedAt, ...changes }: UpdateTaskInput,
): Promise<Task> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const before = await getTaskRow(tx, idOrName, { lock: true });
    if (baseUpdatedAt !== undefined && Date.parse(baseUpdatedAt) !== before.updatedAt.getTime()) {
      throw conflict(
        "INVALID_INPUT",
        `Somebody changed "${before.name}" after you opened it. Look at what changed before you save over it.`,
        "baseUpdatedAt",
      );
    }
    const shownBefore = await getTask(tx, { idOrName: before.id });
    const now = await tx.clock.now();
    await settleDueFires(tx, before, now);

    const values = taskValues(
      { ...changes, name: changes.name ?? before.name, screenId: pageId ?? before.screenId },
      before,
    );
    const wanted = wantedSchedules(changes, await readSchedules(tx, before.id), values.timezone);
    if (values.name !== before.name) await refuseTakenName(tx, values.name);
    if (values.screenId !== before.screenId) await getScreenRow(tx, values.screenId, { field: "pageId", lock: true });
    const [after] = await tx.db
      .update(tasks)
      .set({ ...values, updatedAt: sql`now()` })
      .where(eq(tasks.id, before.id))
      .returning();
    await putSchedules(tx, after!, wanted, now, isOtherWindow(before, values));
    await putTriggers(tx, before, changes.triggers);
    const changed = await getTask(tx, { idOrName: before.id });
    await recordChange(tx, {
      action: "update",
      target: { kind: "task", id: changed.id, name: changed.name },
      before: auditedTask(shownBefore),
      after: auditedTask(changed),
    });
    await tellTask(tx, "task.updated", shownBefore, changed);
    return changed;
  });
}
