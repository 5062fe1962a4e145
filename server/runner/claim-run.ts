import { and, count, eq, isNull, lte, max, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import {
  apps,
  logLines,
  type RunRow,
  runs,
  type SecretRow,
  screens,
  screenVersions,
  type TaskRow,
  tasks,
} from "#db/schema/index.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { appLimits } from "../services/apps/index.ts";
import { mayStart } from "../services/schedules/index.ts";
import { contentOf } from "../services/screens/index.ts";
import { secretRows } from "../services/secrets/index.ts";
import { leaseEnd } from "./lease.ts";

/** A run that this process holds, with all it needs to carry it out. */
export interface ClaimedRun {
  run: RunRow;
  taskName: string;
  timeoutMs: number;
  policy: Pick<TaskRow, "retries" | "retryDelayMs" | "retryOn">;
  /** Number of the last line that earlier attempts wrote; 0 on the first. */
  lastSeq: number;
  screenName: string;
  organizationId: string;
  /** Bytes of JSON that the result may have. */
  resultBytes: number;
  /** The app's variables, encrypted. Read here, so that nothing is left to fail between the claim and the first line. */
  variables: SecretRow[];
  /** Null when the environment has no version: nothing was ever published. */
  version: ({ id: number; number: number } & ScreenContent) | null;
}

/**
 * Takes a queued run: it runs from now on, under a lease and with a new attempt number, which fences off whoever had it
 * before. Null when it is not ready (another worker was faster, it was cancelled, it waits for its time or its lane);
 * APP_IS_FULL while its app has as many runs under way as it may.
 */
export function claimRun(db: Db, runId: number, owner: string): Promise<ClaimedRun | null | typeof APP_IS_FULL> {
  return db.transaction((tx) => claimInside(tx, runId, owner));
}

/** `claimRun` inside the caller's transaction, the one that inserted the run for instance. */
export async function claimInside(
  tx: ClaimTx,
  runId: number,
  owner: string,
): Promise<ClaimedRun | null | typeof APP_IS_FULL> {
  const found = await lockTask(tx, runId);
  if (!found) return null;
  if (await isAppFull(tx, found)) return APP_IS_FULL;
  if (!(await mayStart(tx, found))) return null;
  const [run] = await tx
    .update(runs)
    .set({
      status: "running",
      attempt: sql`${runs.attempt} + 1`,
      leaseOwner: owner,
      leaseExpiresAt: leaseEnd,
      startedAt: sql`now()`,
      screenVersionId: sql`(select case ${runs.environment} when 'draft' then s.draft_version_id else s.published_version_id end
        from screens s where s.id = ${runs.screenId})`,
    })
    .where(isReady(runId))
    .returning();
  if (!run) return null;

  await tx
    .update(tasks)
    .set({ lastRunAt: sql`greatest(${tasks.lastRunAt}, ${run.startedAt?.toISOString()}::timestamptz)` })
    .where(eq(tasks.id, run.taskId));
  const [screen] = await tx
    .select({
      name: screens.name,
      organizationId: apps.organizationId,
      limits: apps.limits,
      version: {
        id: screenVersions.id,
        number: screenVersions.number,
        code: screenVersions.code,
        html: screenVersions.html,
        settings: screenVersions.settings,
      },
    })
    .from(screens)
    .innerJoin(apps, eq(apps.id, screens.appId))
    .leftJoin(screenVersions, eq(screenVersions.id, sql`${run.screenVersionId}::bigint`))
    .where(eq(screens.id, run.screenId));
  const { taskName, timeoutMs, retries, retryDelayMs, retryOn } = found;
  return {
    run,
    taskName,
    timeoutMs,
    policy: { retries, retryDelayMs, retryOn },
    lastSeq: run.attempt === 1 ? 0 : await lastLine(tx, run.id),
    screenName: screen!.name,
    organizationId: screen!.organizationId,
    resultBytes: appLimits(screen!).resultBytes,
    variables: await secretRows(tx, run.appId, "variable"),
    version: screen!.version && { ...screen!.version, ...contentOf(screen!.version) },
  };
}

/** The run stays queued: it is to be looked at again in a while. */
export const APP_IS_FULL = "app is full";

/** Any number that no other lock of ours has: claims of one app are counted one after the other. */
const CLAIM_LOCK = 0x636c6d;

/**
 * Whether the app has as many runs under way as it may, on all processes together. Runs that a run asked for are let
 * through: the one that waits for them holds a place, and would wait for ever. Nobody waits for those of an event.
 */
async function isAppFull(tx: ClaimTx, { appId, depth, trigger, limits }: FoundRun): Promise<boolean> {
  if (depth > 0 && trigger !== "event") return false;
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK}, ${appId % 2_147_483_647}::int)`);
  const { concurrentRuns } = appLimits({ limits });
  const [running] = await tx
    .select({ n: count() })
    .from(runs)
    .where(and(eq(runs.appId, appId), eq(runs.status, "running")));
  return running!.n >= concurrentRuns;
}

type FoundRun = NonNullable<Awaited<ReturnType<typeof lockTask>>>;

type ClaimTx = Pick<Db, "update" | "select" | "execute">;

const isReady = (runId: number) =>
  and(
    eq(runs.id, runId),
    eq(runs.status, "queued"),
    eq(runs.held, false),
    or(isNull(runs.effectiveAt), lte(runs.effectiveAt, sql`now() + interval '1 second'`)),
  );

/** Holds the run's task, so that its runs start one after the other: two that start at once would not see each other. */
async function lockTask(tx: ClaimTx, runId: number) {
  const [found] = await tx
    .select({
      runId: runs.id,
      appId: runs.appId,
      depth: runs.depth,
      limits: apps.limits,
      taskId: runs.taskId,
      trigger: runs.trigger,
      attempt: runs.attempt,
      lane: runs.lane,
      overlap: tasks.overlap,
      taskName: tasks.name,
      timeoutMs: tasks.timeoutMs,
      retries: tasks.retries,
      retryDelayMs: tasks.retryDelayMs,
      retryOn: tasks.retryOn,
    })
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .innerJoin(apps, eq(apps.id, runs.appId))
    .where(isReady(runId))
    .for("no key update", { of: tasks });
  return found;
}

async function lastLine(tx: Pick<Db, "select">, runId: number): Promise<number> {
  const [row] = await tx
    .select({ seq: max(logLines.seq) })
    .from(logLines)
    .where(eq(logLines.runId, runId));
  return row?.seq ?? 0;
}
