import { enqueueRuns } from "#db/queue.ts";
import { conflict } from "#domain/errors.ts";
import type { ReplayRunInput } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { inTransaction } from "../transaction.ts";
import { readRun } from "./internal.ts";
import { insertRun } from "./request-run.ts";

/**
 * Runs a run's task again, with its payload unless another is given, on the version the run's environment has now.
 *
 * @throws DomainError RUN_NOT_FOUND, TASK_NOT_FOUND when the task was removed since.
 */
export async function replayRun(
  ctx: AppContext,
  { id, payload, environment }: ReplayRunInput,
): Promise<{ runId: number }> {
  const original = await readRun(ctx, id);
  if (original.status === "queued" || original.status === "running") {
    throw conflict("INVALID_INPUT", `Run ${id} has not ended yet. Wait for it, or cancel it first.`, "id");
  }
  return inTransaction(ctx, async (tx) => {
    const { run } = await insertRun(
      tx,
      { idOrName: original.taskId, payload: payload === undefined ? original.payload : payload },
      {
        status: "queued",
        trigger: "replay",
        environment: environment ?? original.environment,
        replayOf: original.id,
        user: original.user,
      },
    );
    await enqueueRuns(tx.queue, tx.db, [{ runId: run.id, jobId: run.jobId, appId: tx.appId }]);
    return { runId: run.id };
  });
}
