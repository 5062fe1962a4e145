import type { Action, ActionRefInput } from "#domain/action.ts";
import { conflict } from "#domain/errors.ts";
import type { Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { publishScreen, unpublishScreen } from "../screens/index.ts";
import { checkActionCode } from "./check-code.ts";
import { type ActionPart, getActionParts } from "./internal.ts";
import { getAction } from "./read-actions.ts";

/**
 * Makes the action's draft the version that apps, schedules and events run.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3; CODE_VALIDATION_FAILED when the studio left code that cannot run;
 *   CASES_FAILED where its screen asks for cases, and FORBIDDEN there to code that runs.
 */
export async function publishAction(
  ctx: AppContext,
  { id }: ActionRefInput,
  signal?: AbortSignal,
): Promise<{ action: Action }> {
  const { task, part } = await getActionParts(ctx, id);
  refuseForeignScreen(task, part);
  checkActionCode(part.code);
  await publishScreen(ctx, { id: task.pageId }, signal);
  return getAction(ctx, { id });
}

/**
 * Takes the published version away: nothing but the studio can run the action until it is published again.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3, ACTION_NOT_PUBLISHED.
 */
export async function unpublishAction(ctx: AppContext, { id }: ActionRefInput): Promise<{ action: Action }> {
  const { task, part } = await getActionParts(ctx, id);
  refuseForeignScreen(task, part);
  if (!(await unpublishScreen(ctx, { id: task.pageId })))
    throw conflict("ACTION_NOT_PUBLISHED", `The action "${task.name}" is not published.`, "id");
  return getAction(ctx, { id });
}

/** A task that was pointed at a screen with a handler shares it with others: what is published there is not the action's. */
function refuseForeignScreen(task: Task, part: ActionPart): void {
  if (part.entry === "execute") return;
  throw conflict(
    "ACTION_NOT_V3",
    `"${task.name}" runs the screen "${task.screenName}", whose code has a handler of its own. Publish that screen in the studio, or let the task run a screen that defines execute.`,
    "id",
  );
}
