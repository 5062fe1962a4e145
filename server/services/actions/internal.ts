import { and, eq, inArray, sql } from "drizzle-orm";
import { type ActionRow, actions, screens, screenVersions, tasks } from "#db/schema/index.ts";
import { type Action, actionTriggersOf } from "#domain/action.ts";
import { badInput, isDomainError, notFound } from "#domain/errors.ts";
import type { ScreenEntry } from "#domain/screen-settings.ts";
import type { IdOrName, Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { getTask } from "../tasks/index.ts";

/** What an action is beside its task. */
export interface ActionPart extends ActionRow {
  /** Of its screen's draft. */
  code: string;
  /** What a run of the draft calls: `execute`, unless its task was pointed at another screen. */
  entry: ScreenEntry;
  isPublished: boolean;
}

/** Those of the tasks that are actions, by their ids. */
export async function readParts(ctx: AppContext, taskIds: readonly number[]): Promise<Map<number, ActionPart>> {
  if (taskIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      action: actions,
      code: screenVersions.code,
      settings: screenVersions.settings,
      isPublished: sql<boolean>`${screens.publishedVersionId} is not null`,
    })
    .from(actions)
    .innerJoin(tasks, eq(tasks.id, actions.taskId))
    .innerJoin(screens, eq(screens.id, tasks.screenId))
    .innerJoin(screenVersions, eq(screenVersions.id, screens.draftVersionId))
    .where(and(eq(actions.appId, ctx.appId), inArray(actions.taskId, [...taskIds])));
  return new Map(
    rows.map(({ action, code, settings, isPublished }) => [
      action.taskId,
      { ...action, code, entry: settings.entry ?? "handler", isPublished },
    ]),
  );
}

/**
 * An action as its task and what is beside it.
 *
 * @throws DomainError ACTION_NOT_FOUND; ACTION_NOT_V3 when there is such a task, and it is no action.
 */
export async function getActionParts(ctx: AppContext, idOrName: IdOrName): Promise<{ task: Task; part: ActionPart }> {
  const task = await getTask(ctx, { idOrName }).catch((error: unknown) => {
    if (isDomainError(error) && error.status === "TASK_NOT_FOUND") throw actionNotFound(idOrName);
    throw error;
  });
  const part = (await readParts(ctx, [task.id])).get(task.id);
  if (part) return { task, part };
  throw badInput(
    "ACTION_NOT_V3",
    `"${task.name}" is a task that runs the screen "${task.screenName}". Fliplet.App.Actions has the calls for it.`,
    "id",
  );
}

const actionNotFound = (idOrName: IdOrName) =>
  notFound(
    "ACTION_NOT_FOUND",
    typeof idOrName === "number"
      ? `There is no action with id ${idOrName} in this app.`
      : `There is no action named "${idOrName}" in this app.`,
    typeof idOrName === "number" ? "id" : "idOrName",
  );

export function toAction(task: Task, part: ActionPart): Action {
  return {
    id: task.id,
    appId: task.appId,
    name: task.name,
    description: part.description,
    code: part.code,
    active: task.active,
    environment: part.environment,
    actionVersion: "v3",
    triggers: actionTriggersOf(task, part.clientTriggers),
    dependencies: part.dependencies,
    assets: [],
    frequency: task.frequency,
    timezone: task.frequency || task.timezone !== "UTC" ? task.timezone : null,
    pageId: task.pageId,
    isPublished: part.isPublished,
    lastRunAt: task.lastRunAt,
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
  };
}
