import { and, eq } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type RunRow, runs } from "#db/schema/index.ts";
import { DomainError, notFound } from "#domain/errors.ts";
import { RUN_PATIENCE_MS } from "#domain/limits.ts";
import { isFinal } from "#domain/run.ts";
import type { RunTaskInput } from "#domain/task.ts";
import type { AppContext, RunnerPort, RunResult } from "../context.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { insertRun, visibleRuns } from "../services/runs/index.ts";
import { inTransaction } from "../services/transaction.ts";
import { APP_IS_FULL, claimInside } from "./claim-run.ts";
import { executeRun } from "./execute-run.ts";
import type { Finish } from "./finish-run.ts";
import type { Release } from "./places.ts";
import type { RunnerDeps } from "./runner-deps.ts";
import { testRun } from "./test-run.ts";

/** How often to look by ourselves whether a run has ended, in case the notice was lost, ms. */
const LOOK_EVERY_MS = 1_000;

/** The side of the runner that requests see: runs that somebody waits for. */
export function createRunner(deps: RunnerDeps): RunnerPort {
  return {
    runWithResult: (ctx, input) => runWithResult(deps, ctx, input),
    wait: (ctx, runId, patienceMs) => waitForRun(deps, ctx, runId, patienceMs),
    testRun: (ctx, input, hooks) => testRun(deps, ctx, input, hooks),
    hasBrowser: deps.hasBrowser,
  };
}

async function runWithResult(deps: RunnerDeps, ctx: AppContext, input: RunTaskInput): Promise<RunResult> {
  const giveUpAt = deps.now() + RUN_PATIENCE_MS;
  const place = freePlace(deps, ctx);
  let ending: Promise<Finish | null>;
  let run: RunRow;
  try {
    const begun = await inTransaction(ctx, async (tx) => {
      const { run, isNew } = await insertRun(tx, input, { status: "queued" });
      const claimed = isNew && place ? await claimInside(tx.db, run.id, deps.owner) : null;
      if (claimed && claimed !== APP_IS_FULL) return { run, claimed };
      if (isNew) await enqueueRuns(tx.queue, tx.db, [{ runId: run.id, jobId: run.jobId, appId: tx.appId }]);
      return { run, claimed: null };
    });
    run = begun.run;
    if (!place || !begun.claimed) {
      place?.release();
      return await waitForRun(deps, ctx, run.id, RUN_PATIENCE_MS);
    }
    const { claimed } = begun;
    let { release } = place;
    if (claimed.version?.settings.engine === "browser") {
      // It waits for a browser, and holds up nobody who does not.
      release();
      release = deps.browserPlaces.take(ctx.appId);
    }
    ending = executeRun(deps, claimed, place.sandbox).finally(release);
  } catch (error) {
    place?.release();
    throw error;
  }

  // It goes on whoever waits; its failure to end is logged where it happens.
  ending.catch((error) => deps.log.error({ runId: run.id, error: String(error) }, "a run could not be carried out"));
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"still running">((resolve) => {
    timer = setTimeout(resolve, RUN_PATIENCE_MS, "still running");
  });
  const finish = await Promise.race([ending, patience]).finally(() => clearTimeout(timer));
  if (finish === "still running") return { runId: run.id, status: "running" };
  return finish ? resultOf(run.id, finish) : waitForRun(deps, ctx, run.id, giveUpAt - deps.now());
}

/**
 * A place where a waited-for run can start at once; null when it must queue. A run of a run has places of its own, so
 * that it never queues behind the one that waits for it.
 *
 * @throws DomainError UNAVAILABLE when too many runs wait for runs of their own.
 */
function freePlace(deps: RunnerDeps, ctx: AppContext): { sandbox: Sandbox; release: Release } | null {
  const isNested = ctx.actor.kind === "run";
  const release = (isNested ? deps.nestedPlaces : deps.places).claim(ctx.appId);
  if (release) return { sandbox: isNested ? deps.nestedSandbox : deps.sandbox, release };
  if (!isNested) return null;
  throw new DomainError(
    "unavailable",
    "UNAVAILABLE",
    "Too many runs wait for the result of another task right now. Use run() instead of runWithResult(), or try again later.",
  );
}

const resultOf = (runId: number, finish: Finish): RunResult => ({
  runId,
  status: finish.status,
  ...(finish.resultJson !== undefined && { result: JSON.parse(finish.resultJson) }),
  ...(finish.error && { error: finish.error }),
});

async function waitForRun(deps: RunnerDeps, ctx: AppContext, runId: number, patienceMs: number): Promise<RunResult> {
  const giveUpAt = deps.now() + patienceMs;
  const ended = deps.events.watch(`ended:${runId}`);
  try {
    for (;;) {
      const result = await readResult(ctx, runId);
      const leftMs = giveUpAt - deps.now();
      if (isFinal(result.status) || leftMs <= 0) return result;
      await ended.next(Math.min(leftMs, LOOK_EVERY_MS));
    }
  } finally {
    ended.close();
  }
}

/** @throws DomainError RUN_NOT_FOUND when the app has no such run. */
async function readResult(ctx: AppContext, runId: number): Promise<RunResult> {
  const [row] = await ctx.db
    .select({ status: runs.status, result: runs.result, error: runs.error, reason: runs.reason })
    .from(runs)
    .where(and(eq(runs.id, runId), eq(runs.appId, ctx.appId), visibleRuns(ctx)));
  if (!row) throw notFound("RUN_NOT_FOUND", `There is no run with id ${runId} in this app.`, "id");
  if (row.status === "completed") return { runId, status: row.status, result: row.result };
  if (!isFinal(row.status)) return { runId, status: row.status };
  const error = row.error ?? {
    name: "RunCancelled",
    message: row.reason ?? `The run ended as ${row.status}.`,
    stack: "",
    status: "RUN_CANCELLED",
  };
  return { runId, status: row.status, error };
}
