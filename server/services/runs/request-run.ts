import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, type RunRow, runs, type TaskRow } from "#db/schema/index.ts";
import { conflict, DomainError, forbidden, isDomainError, rateLimited } from "#domain/errors.ts";
import { RUN_DEPTH_MAX } from "#domain/limits.ts";
import type { Environment, RunTrigger } from "#domain/run.ts";
import type { IdOrName, RunTaskInput } from "#domain/task.ts";
import { type AppContext, actorName } from "../../context.ts";
import { readLimits } from "../apps/index.ts";
import { recordChange } from "../audit/index.ts";
import { useUp } from "../limits/index.ts";
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
 * @throws DomainError TASK_NOT_FOUND, PAYLOAD_TOO_LARGE, RUN_DEPTH_EXCEEDED, RATE_LIMITED.
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
  const task = await taskToRun(tx, input.idOrName);
  const limits = await readLimits(tx);
  const idempotencyKey = input.idempotencyKey === undefined ? null : keyOf(tx, input.idempotencyKey);
  const user = values.user === undefined ? userOf(tx) : values.user;
  const [run] = await tx.db
    .insert(runs)
    .values({
      appId: tx.appId,
      taskId: task.id,
      screenId: task.screenId,
      ...origin(tx),
      requestedBy: actorName(tx.actor),
      requestedByTokenId: tx.actor.kind === "token" ? tx.actor.id : null,
      user,
      payload: storablePayload(input.payload, limits.payloadBytes),
      idempotencyKey,
      ...values,
    })
    .onConflictDoNothing()
    .returning();
  if (run) {
    if (ON_DEMAND.includes(run.trigger)) await countRun(tx, limits.runsPerMinute);
    // What apps ask for stands in their runs and is too much for the trail; what a person starts by hand is an act of theirs.
    if (tx.actor.kind === "user")
      await recordChange(tx, {
        action: "start",
        target: { kind: "run", id: run.id, name: `${task.name} #${run.id}` },
        after: { taskId: task.id, trigger: run.trigger, environment: run.environment },
      });
    return { run, task, isNew: true };
  }

  const [existing] = await tx.db
    .select()
    .from(runs)
    .where(and(eq(runs.taskId, task.id), eq(runs.idempotencyKey, idempotencyKey!)));
  // The key is the sender's to choose, and what it names must stay with the user it was for.
  if (existing!.user?.sub !== user?.sub)
    throw conflict("INVALID_INPUT", "This idempotencyKey was used for another user's run.", "idempotencyKey");
  if (!isSamePayload(tx, existing!, input.payload))
    throw conflict(
      "INVALID_INPUT",
      "This idempotencyKey was used for a run with another payload. Take a new key for what is another wish.",
      "idempotencyKey",
    );
  return { run: existing!, task, isNew: false };
}

/** Everyone can read a publishable token: its keys are apart, so that with it nobody gets before a wish of the app's server. */
const keyOf = ({ actor }: AppContext, key: string) =>
  actor.kind === "token" && actor.isPublishable ? `page:${actor.id}:${key}` : key;

/**
 * Whether a wish that names an earlier one by its key asks for the same. A run that is tried again may ask anew with what
 * the time has changed, and a webhook's sender names what it tells by an id of its own: there the key alone counts.
 */
function isSamePayload({ actor }: AppContext, { payload }: RunRow, asked: unknown): boolean {
  if (actor.kind !== "token" && actor.kind !== "user") return true;
  return isDeepStrictEqual(plain(payload), plain(storablePayload(asked, Number.POSITIVE_INFINITY)));
}

/** As JSON means it: there, -0 and 0 are the same, and so are objects whatever the order of their keys. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The triggers that the limit of runs a minute counts. */
const ON_DEMAND: readonly RunTrigger[] = ["api", "studio", "task"];

/** @throws DomainError RATE_LIMITED, which takes back what the transaction did. */
async function countRun(tx: AppContext, max: number): Promise<void> {
  const retryAfterS = await useUp(tx.db, { key: `app:${tx.appId}:runs`, max, windowS: 60 });
  if (retryAfterS === null) return;
  throw rateLimited(
    `This app may ask for ${max} runs a minute, and has. Try again in ${retryAfterS} s, or ask an owner of the app to raise the limit.`,
    retryAfterS,
  );
}

/**
 * The task that a request names. A publishable token is told the same of one that is not there and one that is not for
 * pages to call: it stands in pages for everyone to read, and must not tell an app's tasks by their names.
 *
 * @throws DomainError TASK_NOT_FOUND, FORBIDDEN.
 */
async function taskToRun(tx: AppContext, idOrName: IdOrName): Promise<TaskRow> {
  const isForPages = tx.actor.kind === "token" && tx.actor.isPublishable === true;
  const task = await getTaskRow(tx, idOrName).catch((error: unknown) => {
    if (isForPages && isDomainError(error)) return null;
    throw error;
  });
  if (task && (!isForPages || task.callable)) return task;
  throw forbidden(
    "There is no such task that pages may run. Whoever builds the app can mark a task as callable from the app.",
  );
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
