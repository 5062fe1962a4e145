import { DomainError, type RunErrorInfo } from "#domain/errors.ts";
import { importInput } from "#domain/import.ts";
import { isFinal, type RunAnswer } from "#domain/run.ts";
import { createTaskInput, restoreTaskInput, runTaskInput, taskRefInput, updateTaskInput } from "#domain/task.ts";
import { taskDurationsInput, taskStatsInput } from "#domain/task-stats.ts";
import type { RunResult } from "../../context.ts";
import { importTasks, previewImport } from "../../services/imports/index.ts";
import { requestRun } from "../../services/runs/index.ts";
import { listTaskDurations, listTaskStats } from "../../services/stats/index.ts";
import { createTask, getTask, listTasks, removeTask, restoreTask, updateTask } from "../../services/tasks/index.ts";
import type { Context } from "../context.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const tasksRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listTasks(ctx.app)),
  get: appProcedure.input(inApp(taskRefInput)).query(({ ctx, input }) => getTask(ctx.app, input)),
  create: appProcedure.input(inApp(createTaskInput)).mutation(({ ctx, input }) => createTask(ctx.app, input)),
  update: appProcedure.input(inApp(updateTaskInput)).mutation(({ ctx, input }) => updateTask(ctx.app, input)),
  remove: appProcedure.input(inApp(taskRefInput)).mutation(({ ctx, input }) => removeTask(ctx.app, input)),
  /** Takes a removal back. */
  restore: appProcedure.input(inApp(restoreTaskInput)).mutation(({ ctx, input }) => restoreTask(ctx.app, input)),
  run: appProcedure.input(inApp(runTaskInput)).mutation(({ ctx, input }) => requestRun(ctx.app, input)),
  runWithResult: appProcedure
    .input(inApp(runTaskInput))
    .mutation(async ({ ctx, input }) => answerRun(ctx, await ctx.app.runner.runWithResult(ctx.app, input))),
  /** What an import would make. It changes nothing, but its text is too long for an address. */
  previewImport: appProcedure.input(inApp(importInput)).mutation(({ ctx, input }) => previewImport(ctx.app, input)),
  import: appProcedure.input(inApp(importInput)).mutation(({ ctx, input }) => importTasks(ctx.app, input)),
  /** How the newest runs of each task went. */
  stats: appProcedure.input(inApp(taskStatsInput)).query(({ ctx, input }) => listTaskStats(ctx.app, input)),
  /** How long the newest runs of one task took. */
  durations: appProcedure.input(inApp(taskDurationsInput)).query(({ ctx, input }) => listTaskDurations(ctx.app, input)),
});

/**
 * The answer to who waits for a run: its result, 202 while it goes on, or the handler's failure as an error.
 *
 * @throws DomainError with the run's own status when it did not complete.
 */
export function answerRun(
  ctx: Pick<Context, "answer" | "caller">,
  { runId, status, result, error }: RunResult,
): RunAnswer {
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
    run: { runId, error: isForPage(ctx) ? withoutCode(info) : info },
  });
}

/** Whoever looks at a page can read what it is answered. */
const isForPage = ({ caller }: Pick<Context, "caller">) =>
  caller.kind === "token" && caller.token.kind === "publishable";

/** What the handler threw, without where in the builder's code. */
const withoutCode = ({ name, message, status }: RunErrorInfo): RunErrorInfo => ({ name, message, status, stack: "" });
