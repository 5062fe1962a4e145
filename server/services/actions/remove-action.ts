import { and, eq, isNull } from "drizzle-orm";
import { tasks } from "#db/schema/index.ts";
import type { ActionRefInput } from "#domain/action.ts";
import type { AppContext } from "../../context.ts";
import { removeScreen } from "../screens/index.ts";
import { removeTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { getActionParts } from "./internal.ts";

/**
 * Removes an action: its task, and the screen that holds its code unless another task runs that too. Runs and their log stay.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3.
 */
export async function removeAction(ctx: AppContext, { id }: ActionRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const { task, part } = await getActionParts(tx, id);
    await removeTask(tx, { idOrName: task.id });
    const others = await tx.db
      .select({ id: tasks.id })
      .from(tasks)
      .where(and(eq(tasks.screenId, task.pageId), isNull(tasks.deletedAt)))
      .limit(1);
    if (others.length === 0 && part.entry === "execute") await removeScreen(tx, { id: task.pageId });
    return { id };
  });
}
