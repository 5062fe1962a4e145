import type { RunRow } from "#db/schema/index.ts";
import { type EventTx, watchEvents } from "./watch-events.ts";

/** A result of more JSON than this is not copied into each run that its end starts. */
const RESULT_BYTES_MAX = 262_144;

/**
 * Tells the tasks that wait for the ends of runs, in the transaction that ends one. What they start is one deeper than the
 * run, so that tasks which start each other come to an end; no task is started by its own end.
 */
export async function tellRunEnded(tx: Omit<EventTx, "appId">, run: RunRow): Promise<void> {
  const type = run.status === "completed" ? "app.task.completed" : "app.task.failed";
  const cause = { actorName: `run ${run.id}`, runId: run.id, depth: run.depth + 1 };
  const watch = await watchEvents({ ...tx, appId: run.appId }, type, cause, run.taskId);
  await watch?.tell([
    {
      taskId: run.taskId,
      data: {
        mode: run.trigger === "schedule" ? "scheduled" : "on-demand",
        duration: run.durationMs,
        pageId: run.screenId,
        taskId: run.taskId,
        runId: run.id,
        status: run.status,
        ...(run.status === "completed" ? resultOf(run) : { error: run.error }),
      },
    },
  ]);
}

const resultOf = ({ result }: RunRow) =>
  Buffer.byteLength(JSON.stringify(result)) <= RESULT_BYTES_MAX ? { result } : { isResultLeftOut: true };
