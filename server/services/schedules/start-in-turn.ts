import { and, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { RUN_CHANNEL } from "#db/queue.ts";
import { type RunRow, runs, type TaskRow } from "#db/schema/index.ts";
import { REASON_NEXT_CAME, REASON_ONE_WAITS, REASON_SKIP, requestCancel } from "./overlap.ts";

/** A queued run that is about to start, whose task the caller's transaction holds. */
export interface StartingRun extends Pick<RunRow, "taskId" | "trigger" | "attempt" | "lane">, Pick<TaskRow, "overlap"> {
  runId: number;
}

type StartTx = Pick<Db, "select" | "update" | "execute">;

/** What starts by itself keeps to the task's overlap policy; what somebody asked for does not. */
const BY_ITSELF = ["schedule", "event"] as const;

/**
 * The overlap policy once more, when a fire starts. It was asked when the fire was planned, but a fire that was spread
 * over time, moved, or tried again starts later than that, and may meet another of its task. False: it must not start now,
 * and its row says why (it waits in its lane, or ended). Runs of events are asked here only; where they queue, each waits
 * for all before it, as none of them stands for another.
 */
export async function mayStart(tx: StartTx, run: StartingRun): Promise<boolean> {
  if (!BY_ITSELF.some((trigger) => trigger === run.trigger) || run.overlap === "allow") return true;
  if (run.trigger === "event" && run.overlap === "queue") return (await isOneBefore(tx, run)) ? hold(tx, run) : true;
  const others = await unfinished(tx, run);
  if (others.length === 0) return true;
  const isFirstTry = run.attempt === 0;
  if (run.overlap === "cancel-previous") {
    // What is tried again is the previous one itself: another fire came while it waited.
    if (!isFirstTry) return endAs(tx, run.runId, "cancelled", REASON_NEXT_CAME);
    for (const { id, status } of others) {
      if (status === "running") await requestCancel(tx, id);
      else await endAs(tx, id, "cancelled", REASON_NEXT_CAME);
    }
    return true;
  }
  if (!isFirstTry) return hold(tx, run);
  if (run.overlap === "skip") return endAs(tx, run.runId, "skipped", REASON_SKIP);
  return (await doesOneWait(tx, run)) ? endAs(tx, run.runId, "skipped", REASON_ONE_WAITS) : hold(tx, run);
}

/**
 * Runs of the task's other fires that run; for a fire that was never tried, those that wait for their next try count too.
 * They are held until the transaction ends: one that ended meanwhile would not see who waits for it.
 */
async function unfinished(
  tx: StartTx,
  { runId, taskId, attempt }: StartingRun,
): Promise<Pick<RunRow, "id" | "status">[]> {
  const waitsForRetry = and(eq(runs.status, "queued"), eq(runs.held, false), gt(runs.attempt, 0));
  return tx
    .select({ id: runs.id, status: runs.status })
    .from(runs)
    .where(
      and(
        eq(runs.taskId, taskId),
        inArray(runs.trigger, [...BY_ITSELF]),
        ne(runs.id, runId),
        attempt === 0 ? or(eq(runs.status, "running"), waitsForRetry) : eq(runs.status, "running"),
      ),
    )
    .orderBy(runs.id)
    .for("no key update");
}

/** A run of the task that came earlier and has not ended; it is held, as in `unfinished`. */
async function isOneBefore(tx: StartTx, { runId, taskId }: StartingRun): Promise<boolean> {
  const [before] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.taskId, taskId),
        inArray(runs.trigger, [...BY_ITSELF]),
        inArray(runs.status, ["queued", "running"]),
        lt(runs.id, runId),
        or(isNull(runs.effectiveAt), lte(runs.effectiveAt, sql`now()`), gt(runs.attempt, 0)),
      ),
    )
    .orderBy(runs.id)
    .limit(1)
    .for("no key update");
  return before !== undefined;
}

async function doesOneWait(tx: StartTx, { lane }: StartingRun): Promise<boolean> {
  const [held] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.lane, lane!), eq(runs.held, true), eq(runs.status, "queued")))
    .limit(1);
  return held !== undefined;
}

/** Its lane releases it, with a job of its own, when the run that is in the way ends. */
async function hold(tx: StartTx, { runId }: StartingRun): Promise<false> {
  await tx
    .update(runs)
    .set({ held: true, jobId: sql`gen_random_uuid()` })
    .where(and(eq(runs.id, runId), eq(runs.status, "queued")));
  return false;
}

async function endAs(tx: StartTx, runId: number, status: "skipped" | "cancelled", reason: string): Promise<false> {
  await tx
    .update(runs)
    .set({ status, reason, finishedAt: sql`now()` })
    .where(and(eq(runs.id, runId), eq(runs.status, "queued")));
  await tx.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`ended:${runId}`})`);
  return false;
}
