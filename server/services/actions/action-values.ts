import type { ActionRow } from "#db/schema/index.ts";
import type { ActionTrigger } from "#domain/action.ts";
import { DomainError, isDomainError } from "#domain/errors.ts";
import { TITLE_LENGTH_MAX } from "#domain/limits.ts";
import { storableJson } from "../storable.ts";

/** A task's name may be longer than a screen's. */
export const screenNameOf = (name: string) => name.slice(0, TITLE_LENGTH_MAX);

/** The triggers that nothing here hears, as they are stored. */
export const onlyInPages = (triggers: readonly ActionTrigger[]): ActionTrigger[] =>
  storableJson(triggers.filter(({ trigger }) => trigger === "analytics")) as ActionTrigger[];

/** What the audit trail keeps of an action beside its task and its screen. */
export const auditedAction = ({
  environment,
  dependencies,
  description,
  clientTriggers,
}: Omit<ActionRow, "taskId" | "appId">) => ({ environment, dependencies, description, clientTriggers });

/** What a task's filter is refused for, in the words of an action. */
export function asOfTriggers(error: unknown): never {
  if (isDomainError(error) && error.status === "INVALID_INPUT" && error.field?.startsWith("triggers"))
    throw new DomainError("bad_input", "TRIGGERS_INVALID", error.message, { field: error.field });
  throw error;
}
