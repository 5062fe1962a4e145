import { conflict, isDomainError } from "#domain/errors.ts";
import type { RunTaskInput } from "#domain/task.ts";
import type { AppContext, RunResult } from "../../context.ts";
import { requestRun } from "../runs/index.ts";
import { getActionParts } from "./internal.ts";

/**
 * Queues a run of an action, once it is certain that it can run.
 *
 * @throws DomainError ACTION_NOT_FOUND, ACTION_INACTIVE, ACTION_NOT_PUBLISHED, CLIENT_ACTION_NOT_RUNNABLE, and what a run
 *   of a task is refused for.
 */
export async function runAction(ctx: AppContext, input: RunTaskInput): Promise<{ runId: number }> {
  await checkRunnable(ctx, input);
  return requestRun(ctx, input);
}

/** The same, waiting for its end as `runWithResult` of a task does. */
export async function runActionWithResult(ctx: AppContext, input: RunTaskInput): Promise<RunResult> {
  await checkRunnable(ctx, input);
  return ctx.runner.runWithResult(ctx, input);
}

async function checkRunnable(ctx: AppContext, { idOrName }: RunTaskInput): Promise<void> {
  const { actor } = ctx;
  const isForPages = actor.kind === "token" && actor.isPublishable === true;
  const found = await getActionParts(ctx, idOrName).catch((error: unknown) => {
    // The run is refused to a page in the words that tell it nothing.
    if (isForPages && isDomainError(error)) return null;
    throw error;
  });
  if (!found || (isForPages && !found.task.callable)) return;
  const { task, part } = found;
  if (part.environment === "client")
    throw conflict(
      "CLIENT_ACTION_NOT_RUNNABLE",
      `The action "${task.name}" has the environment "client": its code is for the app's pages, and does not run on the server.`,
      "idOrName",
    );
  if (!task.active)
    throw conflict("ACTION_INACTIVE", `The action "${task.name}" is inactive. Set active: true first.`, "idOrName");
  const runsDraft = actor.kind === "user" || (actor.kind === "run" && actor.environment === "draft");
  if (!part.isPublished && !runsDraft)
    throw conflict(
      "ACTION_NOT_PUBLISHED",
      `The action "${task.name}" is not published, and apps run what is published. Publish it first.`,
      "idOrName",
    );
}
