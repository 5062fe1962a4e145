import { sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata } from "pg-boss";
import { RUN_QUEUE, type RunJob } from "#db/queue.ts";
import { BROWSER_LOOK_AGAIN_MS, isForBrowser } from "./browser-runs.ts";
import { APP_IS_FULL, claimRun } from "./claim-run.ts";
import { executeRun } from "./execute-run.ts";
import type { Places, Release } from "./places.ts";
import { putBack } from "./put-back.ts";
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

/** How long a run of an app that has as many under way as it may stays in the queue before it is looked at again, ms. */
const FULL_LOOK_AGAIN_MS = 1_000;

/**
 * Works off the queue until it is empty or `signal` says to take nothing more, then waits for what it began. One loop
 * serves the long-lived worker and the cron route. Queued runs of one app get all places but one, which is kept for
 * whichever app comes next; among the apps the queue itself keeps turns.
 *
 * @param counts kept up to date meanwhile, for a caller that does not wait for the last run.
 */
export async function drain(
  deps: RunnerDeps,
  signal: AbortSignal,
  counts: DrainCounts = { executed: 0, failed: 0 },
): Promise<DrainCounts> {
  const { places } = deps;
  const underWay = new Set<Promise<void>>();
  // Of those, the ones that hold a place here: who waits for a browser gave it back.
  let held = 0;
  const queued = deps.events.watch("queued");
  // A short fetch is not an empty queue: two empty ones in a row are.
  let emptyFetches = 0;
  // To look past the backlog of apps that have their share costs time, so it waits for news when it found nothing.
  let lookPastAt = 0;
  try {
    while (!signal.aborted && (emptyFetches < 2 || underWay.size > 0)) {
      const forQueue = places.size - RESERVED;
      const { full, room } = places.share(Math.max(1, forQueue - 1));
      const { releases } = places;
      const mayLook = full.length === 0 || deps.now() >= lookPastAt;
      const batchSize = mayLook ? Math.min(forQueue - held, places.free, room) : 0;
      const jobs = batchSize > 0 ? await fetchJobs(deps, batchSize, full) : [];
      for (const job of jobs) {
        const place = places.take(Number(job.groupId));
        held += 1;
        let isHeld = true;
        const release = () => {
          if (isHeld) held -= 1;
          isHeld = false;
          place();
        };
        const work: Promise<void> = workOff(deps, job, counts, release).finally(() => {
          underWay.delete(work);
          // What it held back is in the queue since it ended.
          emptyFetches = 0;
          release();
        });
        underWay.add(work);
      }
      if (jobs.length > 0) {
        emptyFetches = 0;
        continue;
      }
      if (full.length > 0 && batchSize > 0) lookPastAt = deps.now() + LOOK_AGAIN_MS;
      const isEmpty = batchSize > 0 && full.length === 0;
      emptyFetches = isEmpty ? emptyFetches + 1 : 0;
      if (isEmpty && underWay.size === 0) continue;
      if ((await news(places, releases, queued, signal)) === "queued") lookPastAt = 0;
    }
  } finally {
    queued.close();
    // Also when the queue failed: what was begun keeps its places, and whoever stops the worker waits for it.
    await Promise.all(underWay);
  }
  return counts;
}

/** The jobs whose turn it is, but for those of the apps named. */
function fetchJobs({ queue }: RunnerDeps, batchSize: number, without: number[]): Promise<JobWithMetadata<RunJob>[]> {
  return queue.fetch<RunJob>(RUN_QUEUE, { batchSize, includeMetadata: true, ignoreGroups: without.map(String) });
}

/** Waits until a place was given back since `releases`, or a run was queued; not for long, as a notice can be lost. */
async function news(
  places: Places,
  releases: number,
  queued: RunWatch,
  signal: AbortSignal,
): Promise<"queued" | "released"> {
  if (places.releases !== releases) return "released";
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  const what = await Promise.race([
    places.released(either).then(
      () => "released" as const,
      () => "released" as const,
    ),
    queued.next(LOOK_AGAIN_MS, either).then(() => "queued" as const),
  ]);
  done.abort();
  return what;
}

/** @param release gives the run's place in the sandbox back. */
async function workOff(
  deps: RunnerDeps,
  job: JobWithMetadata<RunJob>,
  counts: DrainCounts,
  release: Release,
): Promise<void> {
  const attempt = { id: job.id, retryCount: job.retryCount };
  let leaveBrowser: Release | null = null;
  try {
    if (await isForBrowser(deps.db, job.data.runId)) {
      release();
      leaveBrowser = deps.browserPlaces.claim(Number(job.groupId));
      if (leaveBrowser === null) {
        await putBack(deps, job, BROWSER_LOOK_AGAIN_MS);
        return;
      }
    }
    const claimed = await claimRun(deps.db, job.data.runId, deps.owner);
    if (claimed === APP_IS_FULL) {
      await putBack(deps, job, FULL_LOOK_AGAIN_MS);
      return;
    }
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
  } finally {
    leaveBrowser?.();
  }
}
