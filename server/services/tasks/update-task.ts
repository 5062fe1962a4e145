import { eq, sql } from "drizzle-orm";
import { apps, type TaskRow, tasks } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { armAt } from "#domain/schedule/plan-fires.ts";
import type { Task, UpdateTaskInput } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { orBadInput } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { refuseTakenName } from "./create-task.ts";
import { getTaskRow, recordScheduleChange } from "./internal.ts";
import { getTask } from "./read-tasks.ts";
import { settleDueFires } from "./settle-due-fires.ts";

/**
 * Changes what is named and leaves the rest. A changed schedule is armed anew from now; fires that were due before the
 * change are planned first, by the schedule that promised them. A refused change changes nothing.
 *
 * @throws DomainError TASK_NOT_FOUND, NAME_ALREADY_EXISTS, SCREEN_NOT_FOUND, FREQUENCY_INVALID, TIMEZONE_INVALID.
 */
export async function updateTask(ctx: AppContext, { idOrName, pageId, ...changes }: UpdateTaskInput): Promise<Task> {
  const id = await inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("update");
    const task = await getTaskRow(tx, idOrName, { lock: true });
    const wanted = { ...task, ...withoutUndefined(changes), screenId: pageId ?? task.screenId };
    wanted.frequency ||= null;
    const schedule = orBadInput(() => parseSchedule(wanted.frequency ?? "@daily", wanted.timezone));
    if (wanted.name !== task.name) await refuseTakenName(tx, wanted.name);
    if (wanted.screenId !== task.screenId) await getScreenRow(tx, wanted.screenId, { field: "pageId", lock: true });

    const now = await tx.clock.now();
    const rearmed = isOtherSchedule(task, wanted);
    if (rearmed) {
      await settleDueFires(tx, task, now);
      await recordScheduleChange(tx, wanted, now);
    }
    await tx.db
      .update(tasks)
      .set({
        name: wanted.name,
        screenId: wanted.screenId,
        active: wanted.active,
        frequency: wanted.frequency,
        timezone: wanted.timezone,
        timeoutMs: wanted.timeoutMs,
        updatedAt: sql`now()`,
        ...(rearmed && {
          nextFireAt: wanted.active && wanted.frequency !== null ? armAt(schedule, now) : null,
          scheduleError: null,
        }),
      })
      .where(eq(tasks.id, task.id));
    return task.id;
  });
  return getTask(ctx, { idOrName: id });
}

const isOtherSchedule = (before: TaskRow, after: TaskRow) =>
  before.frequency !== after.frequency || before.timezone !== after.timezone || before.active !== after.active;

function withoutUndefined<T extends object>(changes: T) {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;
}
