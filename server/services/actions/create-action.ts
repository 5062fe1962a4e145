import { actions } from "#db/schema/index.ts";
import {
  ACTION_TIMEOUT_MS,
  type Action,
  type CreateActionInput,
  checkTriggers,
  taskTriggersOf,
} from "#domain/action.ts";
import { settingsOf } from "#domain/action-dependencies.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { createScreen } from "../screens/index.ts";
import { createTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { asOfTriggers, auditedAction, onlyInPages, screenNameOf } from "./action-values.ts";
import { checkActionCode } from "./check-code.ts";
import { getAction } from "./read-actions.ts";

/**
 * Creates an action: a task, and a screen of the same name that holds its code. Nothing is published yet, so that nothing
 * but the studio can run it.
 *
 * @throws DomainError CODE_VALIDATION_FAILED, TRIGGERS_INVALID, TRIGGER_NOT_ALLOWED, DEPENDENCIES_INVALID, and what a task
 *   is refused for: NAME_ALREADY_EXISTS, TASK_LIMIT_REACHED, FREQUENCY_INVALID, TIMEZONE_INVALID.
 */
export async function createAction(ctx: AppContext, input: CreateActionInput): Promise<{ action: Action }> {
  const { name, code, description, active = false, environment = "server" } = input;
  const { triggers = [], dependencies = [], frequency, timezone } = input;
  checkActionCode(code);
  checkTriggers(environment, triggers, frequency || null);
  const settings = { ...settingsOf(dependencies), entry: "execute" as const };
  const taskTriggers = taskTriggersOf(triggers);
  return inTransaction(ctx, async (tx) => {
    const screen = await createScreen(tx, { name: screenNameOf(name), code, settings });
    const task = await createTask(tx, {
      name,
      pageId: screen.id,
      active,
      callable: triggers.some(({ trigger }) => trigger === "manual"),
      frequency: frequency || null,
      ...(timezone && { timezone }),
      triggers: taskTriggers,
      timeoutMs: ACTION_TIMEOUT_MS,
    }).catch(asOfTriggers);
    const values = {
      description: description || null,
      environment,
      dependencies,
      clientTriggers: onlyInPages(triggers),
    };
    await tx.db.insert(actions).values({ taskId: task.id, appId: tx.appId, ...values });
    // What its task and its screen are stands in their own entries.
    const target = { kind: "task" as const, id: task.id, name };
    await recordChange(tx, { action: "update", target, before: {}, after: auditedAction(values) });
    return getAction(tx, { id: task.id });
  });
}
