import { DomainError } from "#domain/errors.ts";
import { RUN_PATIENCE_MS } from "#domain/limits.ts";
import { isFinal } from "#domain/run.ts";
import type { AppContext, RunResult } from "../context.ts";

/**
 * Waits for a run for as long as the run that asks may: its own time limit ends the wait.
 *
 * @throws DomainError with the status of a run that did not complete.
 */
export async function resultOf(app: AppContext, answered: RunResult, signal: AbortSignal) {
  let ended = answered;
  while (!isFinal(ended.status) && !signal.aborted) ended = await app.runner.wait(app, ended.runId, RUN_PATIENCE_MS);
  if (ended.status === "completed") return { runId: ended.runId, value: ended.result };
  const error = ended.error ?? {
    name: "Error",
    message: `The run ended as ${ended.status}.`,
    stack: "",
    status: "RUN_CANCELLED",
  };
  throw Object.assign(new DomainError("run_failed", error.status as DomainError["status"], error.message), {
    name: error.name,
  });
}
