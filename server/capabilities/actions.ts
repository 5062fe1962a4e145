import {
  actionLogsInput,
  actionRefInput,
  createActionInput,
  listActionsInput,
  updateActionInput,
} from "#domain/action.ts";
import { runTaskInput } from "#domain/task.ts";
import type { AppContext } from "../context.ts";
import {
  createAction,
  getAction,
  listActionLogs,
  listActions,
  publishAction,
  removeAction,
  runAction,
  runActionWithResult,
  unpublishAction,
  updateAction,
} from "../services/actions/index.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";
import { resultOf } from "./run-result.ts";

/** `Fliplet.App.V3.Actions`, for the actions of the run's own app. */
export function actionCapabilities(app: AppContext): CapabilityTable {
  const kind = "task" as const;
  return {
    "actions.list": { kind, run: async (args) => ({ result: await listActions(app, parsed(listActionsInput, args)) }) },
    "actions.get": { kind, run: async (args) => ({ result: await getAction(app, parsed(actionRefInput, args)) }) },
    "actions.create": {
      kind,
      run: async (args) => {
        const result = await createAction(app, parsed(createActionInput, args));
        return { result, summary: `created the action "${result.action.name}"` };
      },
    },
    "actions.update": {
      kind,
      run: async (args) => {
        const result = await updateAction(app, parsed(updateActionInput, args));
        return { result, summary: `updated the action "${result.action.name}"` };
      },
    },
    "actions.remove": {
      kind,
      run: async (args) => {
        const { id } = parsed(actionRefInput, args);
        return { result: await removeAction(app, { id }), summary: `removed the action ${id}` };
      },
    },
    "actions.publish": {
      kind,
      run: async (args, signal) => {
        const result = await publishAction(app, parsed(actionRefInput, args), signal);
        return { result, summary: `published the action "${result.action.name}"` };
      },
    },
    "actions.unpublish": {
      kind,
      run: async (args) => {
        const result = await unpublishAction(app, parsed(actionRefInput, args));
        return { result, summary: `took the published code of the action "${result.action.name}" away` };
      },
    },
    "actions.run": {
      kind,
      run: async (args) => {
        const input = parsed(runTaskInput, args);
        const { runId } = await runAction(app, input);
        return { result: null, summary: `queued run ${runId} of the action ${input.idOrName}` };
      },
    },
    "actions.runWithResult": {
      kind,
      run: async (args, signal) => {
        const input = parsed(runTaskInput, args);
        const result = await resultOf(app, await runActionWithResult(app, input), signal);
        return { result: result.value, summary: `run ${result.runId} of the action ${input.idOrName} completed` };
      },
    },
    "actions.getLogs": {
      kind,
      run: async (args) => ({ result: await listActionLogs(app, parsed(actionLogsInput, args)) }),
    },
  };
}
