import { sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata } from "pg-boss";
import { RUN_QUEUE, type RunJob } from "#db/queue.ts";
import { claimRun } from "./claim-run.ts";
import { executeRun } from "./execute-run.ts";
import type { RunWatch } from "./run-events.ts";
import type { RunnerDeps } from "./runner-deps.ts";

export interface DrainCounts {
  executed: number;
  /** Of those, the ones that did not complete. */
  failed: number;
}

/** Places kept free of queued runs, for runs that somebody waits for. */
const RESERVED = 1;

/** How long to wait for news while runs are under way before the queue is looked at again, ms. */
const LOOK_AGAIN_MS = 500;

/**
 * Works off the queue until it is empty or `signal` says to take nothing more, then waits for what it began. One loop
 * serves the long-lived worker and the cron route.
 *
 * @param counts kept up to date meanwhile, for a caller that does not wait for the last run.
 */
export async function drain(
  deps: RunnerDeps,
  signal: AbortSignal,
  counts: DrainCounts = { executed: 0, failed: 0 },
): Promise<DrainCounts> {
  const underWay = new Set<Promise<void>>();
  const queued = deps.events.watch("queued");
  // A short fetch is not an empty queue: two empty ones in a row are.
  let emptyFetches = 0;
  try {
    while (!signal.aborted && (emptyFetches < 2 || underWay.size > 0)) {
      const places = deps.sandbox.size - RESERVED - underWay.size;
      const jobs =
        places > 0 ? await deps.queue.fetch<RunJob>(RUN_QUEUE, { batchSize: places, includeMetadata: true }) : [];
      for (const job of jobs) {
        const work: Promise<void> = workOff(deps, job, counts).finally(() => underWay.delete(work));
        underWay.add(work);
      }
      emptyFetches = jobs.length === 0 ? emptyFetches + 1 : 0;
      if (jobs.length === 0 && underWay.size > 0) await news(underWay, places > 0 ? queued : null, signal);
    }
  } finally {
    queued.close();
    // Also when the queue failed: what was begun keeps its places, and whoever stops the worker waits for it.
    await Promise.all(underWay);
  }
  return counts;
}

/** A place that comes free, or, when there is one, a run that was queued. */
async function news(underWay: Set<Promise<void>>, queued: RunWatch | null, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const waits = queued ? [queued.next(LOOK_AGAIN_MS, AbortSignal.any([signal, done.signal]))] : [];
  await Promise.race([...underWay, ...waits]);
  done.abort();
}

async function workOff(deps: RunnerDeps, job: JobWithMetadata<RunJob>, counts: DrainCounts): Promise<void> {
  const attempt = { id: job.id, retryCount: job.retryCount };
  try {
    const claimed = await claimRun(deps.db, job.data.runId, deps.owner);
    if (!claimed) {
      // Cancelled, or begun by someone else: the job has nothing left to say.
      await deps.queue.complete(RUN_QUEUE, attempt);
      return;
    }
    counts.executed += 1;
    const finish = await executeRun(deps, claimed, deps.sandbox, async (tx) => {
      await deps.queue.complete(RUN_QUEUE, attempt, null, { db: fromDrizzle(tx, sql) });
    });
    if (finish?.status !== "completed") counts.failed += 1;
  } catch (error) {
    // The run keeps its state: the reaper sees to it if nobody else does.
    deps.log.error({ runId: job.data.runId, error: String(error) }, "a queued run could not be carried out");
  }
}
