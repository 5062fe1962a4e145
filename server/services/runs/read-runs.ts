import { and, eq, gte, lt } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import type { ListRunsInput, Run, RunRefInput, RunSummary } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { readRun, readRunSummaries } from "./internal.ts";

/** A page of runs, newest first; `nextCursor` fetches the older ones, null when there are none. */
export async function listRuns(
  ctx: AppContext,
  { taskId, status, trigger, since, limit = 50, cursor }: ListRunsInput,
): Promise<{ runs: RunSummary[]; nextCursor: number | null }> {
  const rows = await readRunSummaries(
    ctx,
    and(
      taskId === undefined ? undefined : eq(runs.taskId, taskId),
      status === undefined ? undefined : eq(runs.status, status),
      trigger === undefined ? undefined : eq(runs.trigger, trigger),
      since === undefined ? undefined : gte(runs.queuedAt, new Date(since)),
      cursor ? lt(runs.id, cursor) : undefined,
    ),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return { runs: page, nextCursor: rows.length > limit ? page[page.length - 1]!.id : null };
}

/** @throws DomainError RUN_NOT_FOUND when the app has no such run. */
export function getRun(ctx: AppContext, { id }: RunRefInput): Promise<Run> {
  return readRun(ctx, id);
}
