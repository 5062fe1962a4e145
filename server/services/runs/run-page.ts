import { and, eq } from "drizzle-orm";
import { runPages, runs } from "#db/schema/index.ts";
import type { RunPage, RunRefInput } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { runNotFound } from "./internal.ts";
import { visibleRuns } from "./run-user.ts";

/**
 * What a run's browser showed when it ended; null for a run that had none.
 *
 * @throws DomainError RUN_NOT_FOUND when the app has no such run.
 */
export async function getRunPage(ctx: AppContext, { id }: RunRefInput): Promise<RunPage | null> {
  const [row] = await ctx.db
    .select({ runId: runPages.runId, screenshot: runPages.screenshot, text: runPages.text })
    .from(runs)
    .leftJoin(runPages, eq(runPages.runId, runs.id))
    .where(and(eq(runs.appId, ctx.appId), eq(runs.id, id), visibleRuns(ctx)));
  if (!row) throw runNotFound(id);
  return row.runId === null ? null : { screenshot: row.screenshot, text: row.text ?? "" };
}
