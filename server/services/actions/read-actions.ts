import type { Action, ActionRefInput, ListActionsInput } from "#domain/action.ts";
import { ACTIONS_LIMIT_DEFAULT } from "#domain/action.ts";
import type { AppContext } from "../../context.ts";
import { listTasks } from "../tasks/index.ts";
import { getActionParts, readParts, toAction } from "./internal.ts";

export interface ActionPage {
  actions: Action[];
  pagination: { total: number; hasMore: boolean };
}

/** The app's actions, the oldest first; tasks that are no actions are left out. */
export async function listActions(
  ctx: AppContext,
  { limit = ACTIONS_LIMIT_DEFAULT, offset = 0 }: ListActionsInput,
): Promise<ActionPage> {
  // An app has a thousand tasks at the most.
  const tasks = await listTasks(ctx);
  const parts = await readParts(
    ctx,
    tasks.map(({ id }) => id),
  );
  const all = tasks.flatMap((task) => {
    const part = parts.get(task.id);
    return part ? [toAction(task, part)] : [];
  });
  return {
    actions: all.slice(offset, offset + limit),
    pagination: { total: all.length, hasMore: offset + limit < all.length },
  };
}

/** @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3. */
export async function getAction(ctx: AppContext, { id }: ActionRefInput): Promise<{ action: Action }> {
  const { task, part } = await getActionParts(ctx, id);
  return { action: toAction(task, part) };
}
