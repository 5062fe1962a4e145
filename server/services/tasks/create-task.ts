import { tasks } from "#db/schema/index.ts";
import type { CreateTaskInput, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { putTriggers } from "../events/index.ts";
import { putSchedules } from "../schedules/index.ts";
import { getScreenRow } from "../screens/index.ts";
import { inTransaction } from "../transaction.ts";
import { auditedTask } from "./audited-task.ts";
import { refuseTakenName, takePlace } from "./internal.ts";
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
