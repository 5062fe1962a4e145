import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Db } from "./client.ts";
import { turnsOf } from "./queue-turns.ts";

/** The one queue: its jobs carry nothing but the id of a run. */
export const RUN_QUEUE = "runs";

/** Channel on which processes wake each other: `queued`, `cancel:<run id>`, `ended:<run id>`. */
export const RUN_CHANNEL = "app_tasks_runs";

export interface RunJob {
  runId: number;
}

export interface QueuedRun {
  runId: number;
  /** Job id, kept with the run so that a lost queue can be told from a slow one. */
  jobId: string;
  appId: number;
  /** Not to start before; null or absent: at once. */
  effectiveAt?: Date | null;
}

/**
 * What pg-boss hands on to its pool without a type for it. No statement of the queue takes nearly as long; a link that
 * swallows what it is told must not hold up the worker (`dropWhenSilent` does that for our own pool).
 */
const DRIVER_OPTIONS = { query_timeout: 20_000 };

/** A queue client that only sends, fetches and settles; see `supervised` for the one that also cleans up. */
export function openQueue(url: string, options: { supervised?: boolean } = {}): PgBoss {
  const supervised = options.supervised ?? false;
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    ...DRIVER_OPTIONS,
    application_name: "app-tasks-queue",
    schedule: false,
    migrate: false,
    supervise: supervised,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
  });
  // Unheard, an error event would end the process; every call reports its own failure.
  boss.on("error", () => {});
  return boss;
}

/** Installs the queue's own schema and our queue in it. */
export async function installQueue(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    max: 1,
    schedule: false,
    supervise: false,
    registerInstance: false,
  });
  boss.on("error", () => {});
  await boss.start();
  try {
    // Retries, leases and failures are ours (the runs table): a job is delivered once and re-sent by us.
    await boss.createQueue(RUN_QUEUE, { retryLimit: 0, expireInSeconds: 7_200, deleteAfterSeconds: 3_600 });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/**
 * Enqueues runs inside the transaction that inserted them, each app's in turn with the others', and wakes the workers
 * when it commits.
 */
export async function enqueueRuns(boss: PgBoss, tx: Pick<Db, "execute">, queued: readonly QueuedRun[]): Promise<void> {
  if (queued.length === 0) return;
  const turns = await turnsOf(tx, RUN_QUEUE, queued);
  await boss.insert(
    RUN_QUEUE,
    queued.map(({ runId, jobId, appId, effectiveAt }) => ({
      id: jobId,
      data: { runId } satisfies RunJob,
      group: { id: String(appId) },
      // The queue serves the highest priority first.
      priority: -(turns.get(runId) ?? 0),
      ...(effectiveAt && { startAfter: effectiveAt }),
    })),
    { db: fromDrizzle(tx, sql) },
  );
  await tx.execute(sql`select pg_notify(${RUN_CHANNEL}, 'queued')`);
}
