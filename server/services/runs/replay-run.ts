import { enqueueRuns } from "#db/queue.ts";
import { conflict } from "#domain/errors.ts";
import { isFinal, type ReplayRunInput, type Run } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { inTransaction } from "../transaction.ts";
import { readRun } from "./internal.ts";
import { insertRun, type RequestedRun } from "./request-run.ts";

/**
 * Runs a run's task again, with its payload unless another is given (null for none), on the version the run's
 * environment has now.
 *
 * @throws DomainError RUN_NOT_FOUND, TASK_NOT_FOUND when the task was removed since.
 */
export async function replayRun(
  ctx: AppContext,
  { id, payload, environment }: ReplayRunInput,
): Promise<{ runId: number }> {
  const original = await readRun(ctx, id);
  return inTransaction(ctx, async (tx) => {
    const { run } = await insertReplay(tx, original, { payload, environment });
    await enqueueRuns(tx.queue, tx.db, [{ runId: run.id, jobId: run.jobId, appId: tx.appId }]);
    return { runId: run.id };
  });
}

interface ReplayOptions extends Omit<ReplayRunInput, "id"> {
  /** Under one key a run is replayed once. */
  idempotencyKey?: string;
  /** The replay waits there, without a job, until it is released. */
  lane?: string;
}

/**
 * Inserts the replay of a run; the caller queues it, or has its lane released.
 *
 * @throws DomainError INVALID_INPUT while the run has not ended, TASK_NOT_FOUND.
 */
export async function insertReplay(
  tx: AppContext,
  original: Run,
  { payload, environment, idempotencyKey, lane }: ReplayOptions,
): Promise<RequestedRun> {
  if (!isFinal(original.status)) {
    throw conflict("INVALID_INPUT", `Run ${original.id} has not ended yet. Wait for it, or cancel it first.`, "id");
  }
  return insertRun(
    tx,
    {
      idOrName: original.taskId,
      payload: payload === undefined ? original.payload : payload,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    },
    {
      status: "queued",
      trigger: "replay",
      environment: environment ?? original.environment,
      replayOf: original.id,
      user: original.user && { ...original.user },
      ...(lane !== undefined && { lane, held: true }),
    },
  );
}
