import { DomainError } from "#domain/errors.ts";
import { isFinal, type RunAnswer } from "#domain/run.ts";
import { createTaskInput, runTaskInput, taskRefInput, updateTaskInput } from "#domain/task.ts";
import { taskDurationsInput, taskStatsInput } from "#domain/task-stats.ts";
import type { RunResult } from "../../context.ts";
import { requestRun } from "../../services/runs/index.ts";
import { listTaskDurations, listTaskStats } from "../../services/stats/index.ts";
import { createTask, getTask, listTasks, removeTask, updateTask } from "../../services/tasks/index.ts";
import type { Context } from "../context.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

const read = appProcedure("tasks:read");
const write = appProcedure("tasks:write");
const run = appProcedure("tasks:run");
const readRuns = appProcedure("logs:read");

export const tasksRouter = router({
  list: read.input(appOnly).query(({ ctx }) => listTasks(ctx.app)),
  get: read.input(inApp(taskRefInput)).query(({ ctx, input }) => getTask(ctx.app, input)),
  create: write.input(inApp(createTaskInput)).mutation(({ ctx, input }) => createTask(ctx.app, input)),
  update: write.input(inApp(updateTaskInput)).mutation(({ ctx, input }) => updateTask(ctx.app, input)),
  remove: write.input(inApp(taskRefInput)).mutation(({ ctx, input }) => removeTask(ctx.app, input)),
  run: run.input(inApp(runTaskInput)).mutation(({ ctx, input }) => requestRun(ctx.app, input)),
  runWithResult: run
    .input(inApp(runTaskInput))
    .mutation(async ({ ctx, input }) => answerRun(ctx, await ctx.app.runner.runWithResult(ctx.app, input))),
  /** How the newest runs of each task went. */
  stats: readRuns.input(inApp(taskStatsInput)).query(({ ctx, input }) => listTaskStats(ctx.app, input)),
  /** How long the newest runs of one task took. */
  durations: readRuns.input(inApp(taskDurationsInput)).query(({ ctx, input }) => listTaskDurations(ctx.app, input)),
});

/**
 * The answer to who waits for a run: its result, 202 while it goes on, or the handler's failure as an error.
 *
 * @throws DomainError with the run's own status when it did not complete.
 */
export function answerRun(ctx: Pick<Context, "answer">, { runId, status, result, error }: RunResult): RunAnswer {
  if (status === "completed") return { runId, status, result };
  if (!isFinal(status)) {
    ctx.answer.status = 202;
    return { runId, status, result: undefined };
  }
  const info = error ?? {
    name: "Error",
    message: `The run ended as ${status}.`,
    stack: "",
    status: "EXECUTION_FAILED",
  };
  throw new DomainError("run_failed", info.status as DomainError["status"], info.message, {
    run: { runId, error: info },
  });
}
