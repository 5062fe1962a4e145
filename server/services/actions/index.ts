export { createAction } from "./create-action.ts";
export { listActionLogs } from "./list-action-logs.ts";
export { publishAction, unpublishAction } from "./publish-action.ts";
export { type ActionPage, getAction, listActions } from "./read-actions.ts";
export { removeAction } from "./remove-action.ts";
export { runAction, runActionWithResult } from "./run-action.ts";
export { updateAction } from "./update-action.ts";
