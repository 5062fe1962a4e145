import type { Action, ActionRefInput } from "#domain/action.ts";
import { conflict } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { publishScreen, unpublishScreen } from "../screens/index.ts";
import { checkActionCode } from "./check-code.ts";
import { getActionParts } from "./internal.ts";
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
  if (part.entry === "execute") checkActionCode(part.code);
  await publishScreen(ctx, { id: task.pageId }, signal);
  return getAction(ctx, { id });
}

/**
 * Takes the published version away: nothing but the studio can run the action until it is published again.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3, ACTION_NOT_PUBLISHED.
 */
export async function unpublishAction(ctx: AppContext, { id }: ActionRefInput): Promise<{ action: Action }> {
  const { task } = await getActionParts(ctx, id);
  if (!(await unpublishScreen(ctx, { id: task.pageId })))
    throw conflict("ACTION_NOT_PUBLISHED", `The action "${task.name}" is not published.`, "id");
  return getAction(ctx, { id });
}
