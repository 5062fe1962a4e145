import { and } from "drizzle-orm";
import type { ListRunsInput, Run, RunRefInput, RunSummary } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { readRun, readRunSummaries } from "./internal.ts";
import { matchesFilter, RUN_ORDERS } from "./run-filter.ts";

/** A page of runs, newest first unless told; `nextCursor` fetches the page after it and is null at the end. */
export async function listRuns(
  ctx: AppContext,
  { sort = "newest", limit = 50, cursor, ...filter }: ListRunsInput,
): Promise<{ runs: RunSummary[]; nextCursor: number | null }> {
  const order = RUN_ORDERS[sort];
  const rows = await readRunSummaries(
    ctx,
    and(matchesFilter(ctx, filter), order.where, cursor ? order.after(ctx, cursor) : undefined),
    order.by,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return { runs: page, nextCursor: rows.length > limit ? page[page.length - 1]!.id : null };
}

/** @throws DomainError RUN_NOT_FOUND when the app has no such run. */
export function getRun(ctx: AppContext, { id }: RunRefInput): Promise<Run> {
  return readRun(ctx, id);
}
