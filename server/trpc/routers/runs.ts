import { RUN_PATIENCE_MS } from "#domain/limits.ts";
import {
  bulkRunsInput,
  countRunsInput,
  listRunsInput,
  replayRunInput,
  runRefInput,
  waitRunInput,
} from "#domain/run.ts";
import { bulkRuns, cancelRun, countRuns, getRun, getRunPage, listRuns, replayRun } from "../../services/runs/index.ts";
import { appProcedure, inApp, router } from "../init.ts";
import { answerRun } from "./tasks.ts";

export const runsRouter = router({
  list: appProcedure.input(inApp(listRunsInput)).query(({ ctx, input }) => listRuns(ctx.app, input)),
  /** How many runs a filter names, up to a bound. */
  count: appProcedure.input(inApp(countRunsInput)).query(({ ctx, input }) => countRuns(ctx.app, input)),
  get: appProcedure.input(inApp(runRefInput)).query(({ ctx, input }) => getRun(ctx.app, input)),
  /** What the run's browser showed when it ended; null for a run without one. */
  page: appProcedure.input(inApp(runRefInput)).query(({ ctx, input }) => getRunPage(ctx.app, input)),
  /** Waits for a run to end and answers as `tasks.runWithResult` does. */
  wait: appProcedure
    .input(inApp(waitRunInput))
    .query(async ({ ctx, input }) =>
      answerRun(ctx, await ctx.app.runner.wait(ctx.app, input.id, input.patienceMs ?? RUN_PATIENCE_MS)),
    ),
  cancel: appProcedure.input(inApp(runRefInput)).mutation(({ ctx, input }) => cancelRun(ctx.app, input)),
  replay: appProcedure.input(inApp(replayRunInput)).mutation(({ ctx, input }) => replayRun(ctx.app, input)),
  /** Cancels or replays many runs, a batch a call. */
  bulk: appProcedure.input(inApp(bulkRunsInput)).mutation(({ ctx, input }) => bulkRuns(ctx.app, input)),
});
