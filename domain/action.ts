import { z } from "zod";
import {
  ACTION_DESCRIPTION_LENGTH_MAX,
  ACTION_ENVIRONMENTS,
  ACTION_TRIGGERS,
  ACTIONS_LIMIT_DEFAULT,
  ACTIONS_LIMIT_MAX,
  type ActionEnvironment,
  type ActionTrigger,
  DEPENDENCIES_MAX,
} from "./action-values.ts";
import { badInput } from "./errors.ts";
import { EVENT_TYPES, type EventType, type TaskTrigger, TRIGGERS_PER_TASK_MAX } from "./event-values.ts";
import { SCREEN_CODE_BYTES_MAX } from "./limits.ts";
import { getLogsInput } from "./log.ts";
import { idSchema, plainTextSchema, said } from "./schema.ts";
import { taskNameSchema } from "./task.ts";

export * from "./action-values.ts";

export const actionCodeSchema = z.unknown().transform((code, ctx): string => {
  if (code === undefined || code === null) said(ctx, "CODE_REQUIRED", "An action needs code.");
  else if (typeof code !== "string") said(ctx, "CODE_VALIDATION_FAILED", "The code of an action must be a text.");
  else if (code.trim() === "") said(ctx, "CODE_EMPTY", "The code must not be empty.");
  else if (new TextEncoder().encode(code).length > SCREEN_CODE_BYTES_MAX)
    said(ctx, "CODE_VALIDATION_FAILED", "The code of an action may have at most 1 MiB.");
  else if (code.includes("\u0000"))
    said(ctx, "CODE_VALIDATION_FAILED", "The code of an action must not hold a NUL character.");
  else return code;
  return z.NEVER;
});

export const actionEnvironmentSchema = z.unknown().transform((given, ctx): ActionEnvironment => {
  const known = ACTION_ENVIRONMENTS.find((name) => name === given);
  if (known) return known;
  said(ctx, "ENVIRONMENT_INVALID", `environment must be one of: ${ACTION_ENVIRONMENTS.join(", ")}.`);
  return z.NEVER;
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const actionTriggersSchema = z.unknown().transform((given, ctx): ActionTrigger[] => {
  if (!Array.isArray(given)) {
    said(ctx, "TRIGGERS_INVALID", "triggers must be a list, e.g. [{ trigger: 'manual' }].");
    return z.NEVER;
  }
  if (given.length > TRIGGERS_PER_TASK_MAX) {
    said(ctx, "TRIGGERS_INVALID", `An action may have at most ${TRIGGERS_PER_TASK_MAX} triggers.`);
    return z.NEVER;
  }
  const triggers: ActionTrigger[] = [];
  for (const one of given) {
    const kind = ACTION_TRIGGERS.find((name) => isRecord(one) && one.trigger === name);
    if (!kind) {
      said(
        ctx,
        isRecord(one) ? "TRIGGER_TYPE_INVALID" : "TRIGGERS_INVALID",
        `Each trigger is an object whose trigger is one of: ${ACTION_TRIGGERS.join(", ")}.`,
      );
      return z.NEVER;
    }
    const { where } = one as { where?: unknown };
    if (kind === "manual" || kind === "schedule") triggers.push({ trigger: kind });
    else if (isRecord(where)) triggers.push({ trigger: kind, where });
    else {
      said(ctx, "TRIGGERS_INVALID", `A ${kind} trigger needs where, e.g. { type: 'dataSource.entry.create' }.`);
      return z.NEVER;
    }
  }
  return triggers;
});

export const actionDependenciesSchema = z.unknown().transform((given, ctx): string[] => {
  if (
    Array.isArray(given) &&
    given.length <= DEPENDENCIES_MAX &&
    given.every((one): one is string => typeof one === "string" && one.length <= 1_000 && !one.includes("\u0000"))
  )
    return given;
  said(ctx, "DEPENDENCIES_INVALID", `dependencies must be a list of at most ${DEPENDENCIES_MAX} texts.`);
  return z.NEVER;
});

/** Judged by the cron rules of the service. */
const frequencySchema = z
  .string({ error: 'The frequency must be a cron expression, e.g. "0 8 * * 1".' })
  .max(1_000, { error: "A cron expression of more than 1,000 characters is refused." });

export const createActionInput = z.strictObject({
  name: taskNameSchema,
  code: actionCodeSchema,
  description: plainTextSchema(
    ACTION_DESCRIPTION_LENGTH_MAX,
    `The description must be a text of at most ${ACTION_DESCRIPTION_LENGTH_MAX} characters.`,
  ).nullish(),
  active: z.boolean({ error: "active must be true or false." }).optional(),
  environment: actionEnvironmentSchema.optional(),
  triggers: actionTriggersSchema.optional(),
  dependencies: actionDependenciesSchema.optional(),
  frequency: frequencySchema.nullish(),
  timezone: z
    .string({ error: 'The timezone must be an IANA name, e.g. "Europe/London".' })
    .max(100, { error: "That is not the name of a time zone." })
    .nullish(),
});
export type CreateActionInput = z.infer<typeof createActionInput>;

const actionId = idSchema("id must be the id of an action.");

export const actionRefInput = z.strictObject({ id: actionId });
export type ActionRefInput = z.infer<typeof actionRefInput>;

export const updateActionInput = createActionInput.partial().extend({ id: actionId });
export type UpdateActionInput = z.infer<typeof updateActionInput>;

export const listActionsInput = z.strictObject({
  limit: z
    .int({ error: "limit must be a whole number." })
    .min(1, { error: "limit must be at least 1." })
    .max(ACTIONS_LIMIT_MAX, { error: `limit must be at most ${ACTIONS_LIMIT_MAX}.` })
    .default(ACTIONS_LIMIT_DEFAULT),
  offset: z
    .int({ error: "offset must be a whole number." })
    .min(0, { error: "offset must not be negative." })
    .max(1_000_000_000)
    .default(0),
});
export type ListActionsInput = z.input<typeof listActionsInput>;

export const actionLogsInput = getLogsInput.extend({
  where: z
    .strictObject({
      type: getLogsInput.shape.where.unwrap().shape.type,
      data: z
        .strictObject({ taskId: idSchema("where.data.taskId must be the id of an action.").optional() })
        .optional(),
    })
    .optional(),
});
export type ActionLogsInput = z.input<typeof actionLogsInput>;

/** Where each trigger can be heard. */
const ALLOWED: Record<ActionTrigger["trigger"], readonly ActionEnvironment[]> = {
  manual: ["server", "client", "any"],
  schedule: ["server", "any"],
  log: ["server", "any"],
  analytics: ["client", "any"],
};

/**
 * Judges triggers by where the code runs. A frequency is a schedule, whether the trigger is named or not.
 *
 * @throws DomainError TRIGGER_NOT_ALLOWED; FREQUENCY_INVALID for a schedule without a frequency.
 */
export function checkTriggers(
  environment: ActionEnvironment,
  triggers: readonly ActionTrigger[],
  frequency: string | null,
): void {
  const kinds = new Set(triggers.map(({ trigger }) => trigger));
  if (kinds.has("schedule") && !frequency) {
    throw badInput("FREQUENCY_INVALID", 'A schedule trigger needs a frequency, e.g. "0 8 * * 1".', "frequency");
  }
  if (frequency) kinds.add("schedule");
  for (const kind of kinds) {
    if (ALLOWED[kind].includes(environment)) continue;
    throw badInput(
      "TRIGGER_NOT_ALLOWED",
      `An action with the environment "${environment}" cannot be started by "${kind}", which needs: ${ALLOWED[kind].join(" or ")}.`,
      kind === "schedule" && !triggers.some(({ trigger }) => trigger === kind) ? "frequency" : "triggers",
    );
  }
}

/**
 * The triggers of the action's task: its `log` triggers, in the task's own form.
 *
 * @throws DomainError TRIGGERS_INVALID for an event that does not happen here.
 */
export function taskTriggersOf(triggers: readonly ActionTrigger[]): TaskTrigger[] {
  return triggers.flatMap(({ trigger, where = {} }, index): TaskTrigger[] => {
    if (trigger !== "log") return [];
    const { type, data, ...rest } = where;
    if (!(EVENT_TYPES as readonly unknown[]).includes(type)) {
      throw badInput(
        "TRIGGERS_INVALID",
        `The events that can start an action are: ${EVENT_TYPES.join(", ")}.`,
        `triggers.${index}.where.type`,
      );
    }
    const columns = isRecord(data) ? Object.entries(data).map(([name, value]) => [`data.${name}`, value]) : [];
    return [{ type: type as EventType, where: { ...rest, ...Object.fromEntries(columns) } }];
  });
}

/** The triggers of an action, from what its task is set to and what only pages hear. */
export function actionTriggersOf(
  task: { callable: boolean; frequency: string | null; triggers: readonly TaskTrigger[] },
  clientTriggers: readonly ActionTrigger[],
): ActionTrigger[] {
  return [
    ...(task.callable ? [{ trigger: "manual" as const }] : []),
    ...(task.frequency ? [{ trigger: "schedule" as const }] : []),
    ...task.triggers.map(({ type, where }) => ({ trigger: "log" as const, where: { type, ...where } })),
    ...clientTriggers,
  ];
}
