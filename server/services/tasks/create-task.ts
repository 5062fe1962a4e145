import { and, count, eq, isNull } from "drizzle-orm";
import { apps, tasks } from "#db/schema/index.ts";
import { conflict, rateLimited } from "#domain/errors.ts";
import { TASK_CREATIONS_PER_MINUTE } from "#domain/limits.ts";
import type { CreateTaskInput, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { appLimits } from "../apps/index.ts";
import { recordChange } from "../audit/index.ts";
import { putTriggers } from "../events/index.ts";
import { useUp } from "../limits/index.ts";
import { putSchedules } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { auditedTask } from "./audited-task.ts";
import { refuseTakenName } from "./internal.ts";
import { getTask } from "./read-tasks.ts";
import { taskValues } from "./task-values.ts";
import { wantedSchedules } from "./wanted-schedules.ts";

/**
 * Creates a task. With a frequency it is armed from now on; without one, and without triggers, it runs on demand only.
 *
 * @throws DomainError TASK_LIMIT_REACHED, RATE_LIMITED, NAME_ALREADY_EXISTS, SCREEN_NOT_FOUND, FREQUENCY_INVALID, TIMEZONE_INVALID.
 */
export async function createTask(ctx: AppContext, input: CreateTaskInput): Promise<Task> {
  const values = taskValues({ ...input, screenId: input.pageId });
  const wanted = wantedSchedules(input, [], values.timezone);
  return inTransaction(ctx, async (tx) => {
    await takePlace(tx);
    await refuseTakenName(tx, input.name);
    await getScreenRow(tx, input.pageId, { field: "pageId", lock: true });
    const [task] = await tx.db
      .insert(tasks)
      .values({ appId: tx.appId, ...values })
      .returning();
    await putSchedules(tx, task!, wanted, await tx.clock.now(), false);
    await putTriggers(tx, task!, input.triggers);
    const created = await getTask(tx, { idOrName: task!.id });
    const target = { kind: "task" as const, id: created.id, name: created.name };
    await recordChange(tx, { action: "create", target, after: auditedTask(created) });
    return created;
  });
}

/** Holds the app's row, so that creations that race count one after the other. */
async function takePlace(tx: AppContext): Promise<void> {
  const [app] = await tx.db.select().from(apps).where(eq(apps.id, tx.appId)).for("no key update");
  const [existing] = await tx.db
    .select({ n: count() })
    .from(tasks)
    .where(and(eq(tasks.appId, tx.appId), isNull(tasks.deletedAt)));
  const windowS = 60;
  const retryAfterS = await useUp(tx.db, { key: `app:${tx.appId}:tasks`, max: TASK_CREATIONS_PER_MINUTE, windowS });
  if (retryAfterS !== null) {
    throw rateLimited(
      `At most ${TASK_CREATIONS_PER_MINUTE} tasks may be created in a minute. Try again in ${retryAfterS} s.`,
      retryAfterS,
    );
  }
  const limit = appLimits(app!).tasks;
  if (existing!.n >= limit) {
    throw conflict(
      "TASK_LIMIT_REACHED",
      `This app has ${existing!.n} of ${limit} tasks. Remove one, or ask an owner of the app to raise the limit.`,
    );
  }
}
