import { and, count, eq, isNull } from "drizzle-orm";
import { apps, tasks } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { conflict } from "#domain/errors.ts";
import { RUN_TIMEOUT_MS_DEFAULT } from "#domain/limits.ts";
import { armAt } from "#domain/schedule/plan-fires.ts";
import type { CreateTaskInput, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { appLimits } from "../apps/index.ts";
import { orBadInput } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { recordScheduleChange } from "./internal.ts";
import { getTask } from "./read-tasks.ts";

/**
 * Creates a task. With a frequency it is armed from now on; without one it runs on demand only.
 *
 * @throws DomainError TASK_LIMIT_REACHED, NAME_ALREADY_EXISTS, SCREEN_NOT_FOUND, FREQUENCY_INVALID, TIMEZONE_INVALID.
 */
export async function createTask(ctx: AppContext, input: CreateTaskInput): Promise<Task> {
  const { name, pageId, active = true, timezone = "UTC", timeoutMs = RUN_TIMEOUT_MS_DEFAULT } = input;
  const frequency = input.frequency || null;
  const schedule = orBadInput(() => parseSchedule(frequency ?? "@daily", timezone));

  const id = await inTransaction(ctx, async (tx) => {
    await takePlace(tx);
    await refuseTakenName(tx, name);
    await getScreenRow(tx, pageId, { field: "pageId", lock: true });
    const now = await tx.clock.now();
    const nextFireAt = active && frequency !== null ? armAt(schedule, now) : null;
    const [task] = await tx.db
      .insert(tasks)
      .values({ appId: tx.appId, name, screenId: pageId, active, frequency, timezone, timeoutMs, nextFireAt })
      .returning();
    await recordScheduleChange(tx, task!, now);
    return task!.id;
  });
  return getTask(ctx, { idOrName: id });
}

/** Holds the app's row, so that creations that race count one after the other. */
async function takePlace(tx: AppContext): Promise<void> {
  const [app] = await tx.db.select().from(apps).where(eq(apps.id, tx.appId)).for("update");
  const [existing] = await tx.db
    .select({ n: count() })
    .from(tasks)
    .where(and(eq(tasks.appId, tx.appId), isNull(tasks.deletedAt)));
  const limit = appLimits(app!).tasks;
  if (existing!.n >= limit) {
    throw conflict(
      "TASK_LIMIT_REACHED",
      `This app has ${existing!.n} of ${limit} tasks. Remove one, or ask an owner of the app to raise the limit.`,
    );
  }
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
