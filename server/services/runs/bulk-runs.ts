import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, lte, max } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import { isDomainError } from "#domain/errors.ts";
import { type BulkRunsInput, type BulkRunsResult, RUN_BULK_BATCH, RUN_BULK_CONCURRENCY } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { inTransaction } from "../transaction.ts";
import { cancelInside } from "./cancel-run.ts";
import { readRun } from "./internal.ts";
import { releaseLane } from "./release-lane.ts";
import { insertReplay } from "./replay-run.ts";
import { canBe, matchesFilter } from "./run-filter.ts";
import { visibleRuns } from "./run-user.ts";

/** How far an operation has come: it has dealt with the ids up to `after`, and ends at `upTo`. */
interface Progress {
  after: number;
  upTo: number;
  key: string;
}

/**
 * Cancels or replays the runs that are named by id or by a filter, oldest first, a batch a call: ask again with
 * `nextCursor` until it is null. Each batch is one transaction. Replays of one operation stand in a few lanes, so that
 * only so many are under way at once and the app's other runs do not wait behind all of them; they run on the version
 * that each run's environment has now, with the payload it had. A run that it cannot be done to is skipped and named.
 */
export async function bulkRuns(ctx: AppContext, input: BulkRunsInput): Promise<BulkRunsResult> {
  const progress = await progressOf(ctx, input);
  const ids = await nextIds(ctx, input, progress);
  const batch = ids.slice(0, RUN_BULK_BATCH);
  const skipped: BulkRunsResult["skipped"] = [];
  const done = await inTransaction(ctx, async (tx) => {
    let count = 0;
    for (const id of batch) {
      try {
        if (input.action === "cancel") await cancelInside(tx, id);
        else await replayInLane(tx, id, progress.key);
        count += 1;
      } catch (error) {
        // Said before anything was written for this run, so that the transaction goes on.
        if (!isDomainError(error)) throw error;
        skipped.push({ id, status: error.status, message: error.message });
      }
    }
    if (input.action === "replay") await startLanes(tx, progress.key);
    return count;
  });
  const last = batch.at(-1);
  return {
    done,
    skipped,
    nextCursor: ids.length > batch.length && last !== undefined ? `${last}.${progress.upTo}.${progress.key}` : null,
  };
}

async function progressOf(ctx: AppContext, { cursor, upTo, key }: BulkRunsInput): Promise<Progress> {
  if (cursor) {
    const [after, end, name] = cursor.split(".") as [string, string, string];
    return { after: Number(after), upTo: Number(end), key: name };
  }
  const [newest] =
    upTo === undefined
      ? await ctx.db
          .select({ id: max(runs.id) })
          .from(runs)
          .where(eq(runs.appId, ctx.appId))
      : [];
  return { after: 0, upTo: upTo ?? newest?.id ?? 0, key: key ?? randomUUID() };
}

/** The ids of the next batch, and one more when there is one. Ids that are given may name no run at all. */
async function nextIds(
  ctx: AppContext,
  { action, ids, filter }: BulkRunsInput,
  { after, upTo }: Progress,
): Promise<number[]> {
  if (ids) {
    return [...new Set(ids)]
      .sort((a, b) => a - b)
      .filter((id) => id > after)
      .slice(0, RUN_BULK_BATCH + 1);
  }
  const rows = await ctx.db
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(matchesFilter(ctx, filter ?? {}), canBe(action), visibleRuns(ctx), gt(runs.id, after), lte(runs.id, upTo)),
    )
    .orderBy(asc(runs.id))
    .limit(RUN_BULK_BATCH + 1);
  return rows.map(({ id }) => id);
}

const laneOf = (ctx: AppContext, key: string, place: number) => `bulk:${ctx.appId}:${key}:${place}`;

async function replayInLane(tx: AppContext, id: number, key: string): Promise<void> {
  const original = await readRun(tx, id);
  await insertReplay(tx, original, {
    idempotencyKey: `bulk:${key}:${id}`,
    lane: laneOf(tx, key, id % RUN_BULK_CONCURRENCY),
  });
}

/** Starts the first run of each lane that has none under way. */
async function startLanes(tx: AppContext, key: string): Promise<void> {
  const lanes = Array.from({ length: RUN_BULK_CONCURRENCY }, (_, place) => laneOf(tx, key, place));
  // Held until the end of the transaction: a run that ended meanwhile would not see who waits for it.
  const busy = await tx.db
    .select({ lane: runs.lane })
    .from(runs)
    .where(and(inArray(runs.status, ["queued", "running"]), eq(runs.held, false), inArray(runs.lane, lanes)))
    .for("no key update");
  for (const lane of lanes) {
    if (!busy.some((run) => run.lane === lane)) await releaseLane(tx.db, tx.queue, lane);
  }
}
