import {
  actionLogsInput,
  actionRefInput,
  createActionInput,
  listActionsInput,
  updateActionInput,
} from "#domain/action.ts";
import { runTaskInput } from "#domain/task.ts";
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
} from "../../services/actions/index.ts";
import { appProcedure, inApp, router } from "../init.ts";
import { answerRun } from "./tasks.ts";

export const actionsRouter = router({
  list: appProcedure.input(inApp(listActionsInput)).query(({ ctx, input }) => listActions(ctx.app, input)),
  get: appProcedure.input(inApp(actionRefInput)).query(({ ctx, input }) => getAction(ctx.app, input)),
  create: appProcedure.input(inApp(createActionInput)).mutation(({ ctx, input }) => createAction(ctx.app, input)),
  update: appProcedure.input(inApp(updateActionInput)).mutation(({ ctx, input }) => updateAction(ctx.app, input)),
  remove: appProcedure.input(inApp(actionRefInput)).mutation(({ ctx, input }) => removeAction(ctx.app, input)),
  publish: appProcedure.input(inApp(actionRefInput)).mutation(({ ctx, input }) => publishAction(ctx.app, input)),
  unpublish: appProcedure.input(inApp(actionRefInput)).mutation(({ ctx, input }) => unpublishAction(ctx.app, input)),
  run: appProcedure.input(inApp(runTaskInput)).mutation(({ ctx, input }) => runAction(ctx.app, input)),
  runWithResult: appProcedure
    .input(inApp(runTaskInput))
    .mutation(async ({ ctx, input }) => answerRun(ctx, await runActionWithResult(ctx.app, input))),
  logs: appProcedure.input(inApp(actionLogsInput)).query(({ ctx, input }) => listActionLogs(ctx.app, input)),
});
