import { and, eq } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, type RunRow, runs, type TaskRow } from "#db/schema/index.ts";
import { conflict, DomainError } from "#domain/errors.ts";
import { RUN_DEPTH_MAX } from "#domain/limits.ts";
import type { Environment, RunTrigger } from "#domain/run.ts";
import type { RunTaskInput } from "#domain/task.ts";
import { type AppContext, actorName } from "../../context.ts";
import { storablePayload } from "../storable.ts";
import { getTaskRow } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { userOf } from "./run-user.ts";

export interface RequestedRun {
  run: RunRow;
  task: TaskRow;
  /** False when the idempotency key named a run that already was. */
  isNew: boolean;
}

/**
 * Records the wish to run a task and queues it, in one transaction: once this returns, the run is not lost.
 *
 * @throws DomainError TASK_NOT_FOUND, PAYLOAD_TOO_LARGE, RUN_DEPTH_EXCEEDED.
 */
export async function requestRun(ctx: AppContext, input: RunTaskInput): Promise<{ runId: number }> {
  const { run } = await inTransaction(ctx, async (tx) => {
    const requested = await insertRun(tx, input, { status: "queued" });
    if (requested.isNew)
      await enqueueRuns(tx.queue, tx.db, [{ runId: requested.run.id, jobId: requested.run.jobId, appId: tx.appId }]);
    return requested;
  });
  return { runId: run.id };
}

/** Inserts the run of a request; the caller queues it or carries it out itself. */
export async function insertRun(
  tx: AppContext,
  input: RunTaskInput,
  values: Pick<NewRun, "status"> & Partial<NewRun>,
): Promise<RequestedRun> {
  const task = await getTaskRow(tx, input.idOrName);
  const idempotencyKey = input.idempotencyKey ?? null;
  const user = values.user === undefined ? userOf(tx) : values.user;
  const [run] = await tx.db
    .insert(runs)
    .values({
      appId: tx.appId,
      taskId: task.id,
      screenId: task.screenId,
      ...origin(tx),
      requestedBy: actorName(tx.actor),
      user,
      payload: storablePayload(input.payload),
      idempotencyKey,
      ...values,
    })
    .onConflictDoNothing()
    .returning();
  if (run) return { run, task, isNew: true };

  const [existing] = await tx.db
    .select()
    .from(runs)
    .where(and(eq(runs.taskId, task.id), eq(runs.idempotencyKey, idempotencyKey!)));
  // The key is the sender's to choose, and what it names must stay with the user it was for.
  if (existing!.user?.sub !== user?.sub)
    throw conflict("INVALID_INPUT", "This idempotencyKey was used for another user's run.", "idempotencyKey");
  return { run: existing!, task, isNew: false };
}

/**
 * Which version a request runs: the studio the draft, an app what is published, a run what itself runs.
 *
 * @throws DomainError RUN_DEPTH_EXCEEDED when runs that run tasks are nested too deeply.
 */
function origin(tx: AppContext): {
  trigger: RunTrigger;
  environment: Environment;
  depth: number;
  parentRunId?: number | null;
} {
  const { actor } = tx;
  if (actor.kind === "user") return { trigger: "studio", environment: "draft", depth: 0 };
  if (actor.kind !== "run") return { trigger: "api", environment: "published", depth: 0 };
  const depth = actor.depth + 1;
  if (depth > RUN_DEPTH_MAX) {
    throw new DomainError(
      "conflict",
      "RUN_DEPTH_EXCEEDED",
      `A task that runs a task may be nested ${RUN_DEPTH_MAX} deep; this run already is. Look for a task that runs itself.`,
    );
  }
  return { trigger: "task", environment: actor.environment, depth, parentRunId: actor.runId };
}
