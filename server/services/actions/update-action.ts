import { and, eq } from "drizzle-orm";
import { actions, apps, tasks } from "#db/schema/index.ts";
import {
  type Action,
  actionTriggersOf,
  checkTriggers,
  taskTriggersOf,
  type UpdateActionInput,
} from "#domain/action.ts";
import { settingsOf } from "#domain/action-dependencies.ts";
import { conflict } from "#domain/errors.ts";
import type { Task } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { getScreenRow, saveDraft } from "../screens/index.ts";
import { updateTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { asOfTriggers, auditedAction, onlyInPages, screenNameOf } from "./action-values.ts";
import { checkActionCode } from "./check-code.ts";
import { type ActionPart, getActionParts } from "./internal.ts";
import { getAction } from "./read-actions.ts";

/**
 * Changes what is named and leaves the rest. Code and dependencies change the draft: what is published goes on as it is
 * until it is published again. A refused change changes nothing.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_NOT_V3, and what `createAction` throws.
 */
export async function updateAction(
  ctx: AppContext,
  { id, ...changes }: UpdateActionInput,
): Promise<{ action: Action }> {
  if (changes.code !== undefined) checkActionCode(changes.code);
  return inTransaction(ctx, async (tx) => {
    const { task, part } = await lockParts(tx, id);
    await changeCode(tx, task, part, changes);
    await changeTask(tx, task, part, changes);

    const values = {
      description: changes.description === undefined ? part.description : changes.description || null,
      environment: changes.environment ?? part.environment,
      dependencies: changes.dependencies ?? part.dependencies,
      clientTriggers: changes.triggers ? onlyInPages(changes.triggers) : part.clientTriggers,
    };
    await tx.db.update(actions).set(values).where(isIt(tx, id));
    const target = { kind: "task" as const, id, name: changes.name ?? task.name };
    await recordChange(tx, {
      action: "update",
      target,
      before: auditedAction(part),
      after: auditedAction(values),
    });
    return getAction(tx, { id });
  });
}

/**
 * The action, which nobody else changes until the transaction ends, nor its screen's draft: of changes that race, each is
 * judged by what the one before left. Locked in the order of every change of a task: app, task, screen.
 */
async function lockParts(tx: AppContext, id: number): Promise<{ task: Task; part: ActionPart }> {
  await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
  await tx.db
    .select({ id: actions.taskId })
    .from(actions)
    .innerJoin(tasks, eq(tasks.id, actions.taskId))
    .where(isIt(tx, id))
    .for("no key update");
  const { task } = await getActionParts(tx, id);
  await getScreenRow(tx, task.pageId, { lock: true });
  return getActionParts(tx, id);
}

const isIt = (tx: AppContext, id: number) => and(eq(actions.taskId, id), eq(actions.appId, tx.appId));

type Changes = Omit<UpdateActionInput, "id">;

/**
 * Saves code and what the dependencies ask for as the screen's draft, and keeps its name with the action's. A change that
 * names none of them leaves the screen alone.
 */
async function changeCode(tx: AppContext, task: Task, part: ActionPart, changes: Changes): Promise<void> {
  const { code, dependencies, name } = changes;
  if (part.entry !== "execute") {
    if (code === undefined && dependencies === undefined) return;
    throw conflict(
      "ACTION_NOT_V3",
      `"${task.name}" runs the screen "${task.screenName}", whose code has a handler of its own. Change it in the studio, or let the task run a screen that defines execute.`,
      code === undefined ? "dependencies" : "code",
    );
  }
  // A screen that somebody named otherwise keeps that name.
  const isRenamed = name !== undefined && name !== task.name && task.screenName === screenNameOf(task.name);
  if (code === undefined && dependencies === undefined && !isRenamed) return;
  await saveDraft(tx, {
    id: task.pageId,
    code: code ?? part.code,
    ...(dependencies && { settings: settingsOf(dependencies) }),
    ...(isRenamed && { name: screenNameOf(name) }),
  });
}

async function changeTask(tx: AppContext, task: Task, part: ActionPart, changes: Changes): Promise<void> {
  const { name, active, environment, triggers, frequency, timezone } = changes;
  const frequencyAfter = frequency === undefined ? task.frequency : frequency || null;
  const before = actionTriggersOf(task, part.clientTriggers);
  // A schedule that is named only since there was a frequency goes with it.
  const kept = before.filter(({ trigger }) => trigger !== "schedule" || frequencyAfter);
  checkTriggers(environment ?? part.environment, triggers ?? kept, frequencyAfter);
  await updateTask(tx, {
    idOrName: task.id,
    ...(name !== undefined && { name }),
    ...(active !== undefined && { active }),
    ...(frequency !== undefined && { frequency: frequencyAfter }),
    ...(timezone !== undefined && { timezone: timezone ?? "UTC" }),
    ...(triggers && {
      callable: triggers.some(({ trigger }) => trigger === "manual"),
      triggers: taskTriggersOf(triggers),
    }),
  }).catch(asOfTriggers);
}
