import { sql } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, runs } from "#db/schema/index.ts";
import type { AppEvent, EventPayload } from "#domain/event.ts";
import { RUN_DEPTH_MAX } from "#domain/limits.ts";
import type { Cause, EventTx, Listener } from "./watch-events.ts";

interface Wish {
  task: Listener["task"];
  event: AppEvent;
}

export const REASON_TOO_DEEP = `Not started: runs that start runs by their events may be ${RUN_DEPTH_MAX} deep, and this one would be deeper. Look for tasks that start each other.`;
export const REASON_SAME_CHANGE =
  "The same change brought several events, and the task skips what would overlap the run of the first. Set its overlap to queue to have a run for each.";
export const REASON_LATER_EVENT = "The same change brought a later event, and the task cancels the one before.";

/** Runs that one statement inserts. */
const BATCH = 1_000;

/**
 * Inserts the runs of events, and queues those that may start. What the tasks' overlap policies say about runs that are
 * under way is asked when a run starts; here they decide among the events of one change, however many there are: `allow`
 * starts all, `queue` one after the other, `skip` the first, `cancel-previous` the last.
 *
 * @param begun tasks that got a run of this change already; kept up to date.
 */
export async function insertEventRuns(
  { db, queue, appId }: EventTx,
  wishes: readonly Wish[],
  cause: Cause,
  begun: Set<number>,
): Promise<void> {
  const last = new Map(wishes.map(({ task }, index) => [task.id, index]));
  const rows = wishes.map(({ task, event }, index): NewRun => {
    const becomes = whatItBecomes(task, cause, begun.has(task.id), last.get(task.id) === index);
    begun.add(task.id);
    return {
      appId,
      taskId: task.id,
      screenId: task.screenId,
      environment: "published",
      trigger: "event",
      lane: `task:${task.id}`,
      payload: { trigger: "log", log: event } satisfies EventPayload,
      depth: cause.depth,
      parentRunId: cause.runId,
      requestedBy: cause.actorName,
      ...becomes,
    };
  });
  for (let start = 0; start < rows.length; start += BATCH) {
    const inserted = await db
      .insert(runs)
      .values(
        rows
          .slice(start, start + BATCH)
          .map((row) => ({ ...row, finishedAt: row.status === "queued" ? null : sql`now()` })),
      )
      .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId, status: runs.status, held: runs.held });
    await enqueueRuns(
      queue,
      db,
      inserted.filter(({ status, held }) => status === "queued" && !held),
    );
  }
}

function whatItBecomes(
  { overlap }: Wish["task"],
  { depth }: Cause,
  isBegun: boolean,
  isLast: boolean,
): Pick<NewRun, "status" | "held" | "reason"> {
  if (depth > RUN_DEPTH_MAX) return { status: "skipped", reason: REASON_TOO_DEEP };
  if (overlap === "skip" && isBegun) return { status: "skipped", reason: REASON_SAME_CHANGE };
  if (overlap === "cancel-previous" && !isLast) return { status: "cancelled", reason: REASON_LATER_EVENT };
  return { status: "queued", held: overlap === "queue" && isBegun };
}
