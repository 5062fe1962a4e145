import { and, eq, type SQL } from "drizzle-orm";
import { attempts, runs, screens, screenVersions, tasks } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { Run, RunSummary } from "#domain/run.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../../context.ts";
import { visibleRuns } from "./run-user.ts";

export const runNotFound = (id: number) =>
  notFound("RUN_NOT_FOUND", `There is no run with id ${id} in this app.`, "id");

/** Everything of a run but its payload and result, which can have megabytes. */
const SUMMARY = {
  id: runs.id,
  appId: runs.appId,
  taskId: runs.taskId,
  taskName: tasks.name,
  pageId: runs.screenId,
  screenName: screens.name,
  screenVersionId: runs.screenVersionId,
  screenVersion: screenVersions.number,
  environment: runs.environment,
  status: runs.status,
  trigger: runs.trigger,
  scheduleId: runs.scheduleId,
  fireAt: runs.fireAt,
  backfillOf: runs.backfillOf,
  effectiveAt: runs.effectiveAt,
  held: runs.held,
  queuedAt: runs.queuedAt,
  startedAt: runs.startedAt,
  finishedAt: runs.finishedAt,
  durationMs: runs.durationMs,
  reason: runs.reason,
  attempt: runs.attempt,
  failures: runs.failures,
  error: runs.error,
};

const DETAILS = {
  ...SUMMARY,
  payload: runs.payload,
  result: runs.result,
  replayOf: runs.replayOf,
  parentRunId: runs.parentRunId,
  user: runs.user,
};

type Times = "fireAt" | "backfillOf" | "effectiveAt" | "queuedAt" | "startedAt" | "finishedAt";

const isoTimes = <R extends { [K in Times]: Date | null } & { queuedAt: Date }>(row: R) => ({
  ...row,
  fireAt: row.fireAt?.toISOString() ?? null,
  backfillOf: row.backfillOf?.toISOString() ?? null,
  effectiveAt: row.effectiveAt?.toISOString() ?? null,
  queuedAt: row.queuedAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

/** Runs of the app in an order, without payload and result. */
export async function readRunSummaries(
  ctx: AppContext,
  where: SQL | undefined,
  orderBy: readonly SQL[],
  limit: number,
): Promise<RunSummary[]> {
  const rows = await ctx.db
    .select(SUMMARY)
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .innerJoin(screens, eq(screens.id, runs.screenId))
    .leftJoin(screenVersions, eq(screenVersions.id, runs.screenVersionId))
    .where(and(eq(runs.appId, ctx.appId), where))
    .orderBy(...orderBy)
    .limit(limit);
  return rows.map(isoTimes);
}

/** @throws DomainError RUN_NOT_FOUND when the app has no such run. */
export async function readRun(ctx: AppContext, id: number): Promise<Run> {
  const [row] = await ctx.db
    .select(DETAILS)
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .innerJoin(screens, eq(screens.id, runs.screenId))
    .leftJoin(screenVersions, eq(screenVersions.id, runs.screenVersionId))
    .where(and(eq(runs.appId, ctx.appId), eq(runs.id, id), visibleRuns(ctx)));
  if (!row) throw runNotFound(id);
  const ended = await ctx.db.select().from(attempts).where(eq(attempts.runId, id)).orderBy(attempts.number);
  return {
    ...isoTimes(row),
    // Only a verified user token is ever written there.
    user: row.user as AppUser | null,
    hasResult: row.status === "completed",
    attempts: ended.map(({ number, status, error, startedAt, finishedAt, durationMs }) => ({
      number,
      status,
      error,
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt.toISOString(),
      durationMs,
    })),
  };
}
