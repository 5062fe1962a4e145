import { and, eq, inArray, sql } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, runs, type TaskRow, tasks } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { CATCH_UP_MS } from "#domain/limits.ts";
import { planFires } from "#domain/schedule/plan-fires.ts";
import type { ServiceContext } from "../../context.ts";

/** What became of the fires that were due. */
export interface FireCounts {
  fired: number;
  skipped: number;
  missed: number;
}

export interface FireOutcome extends FireCounts {
  /** Whether a task still has fires due after this pass: a long outage is worked off in pieces. */
  more: boolean;
}

/**
 * Plans every fire of the given tasks that is due at `now`: a run that waits in the queue for the newest, a `missed`
 * row for each older one, a `skipped` row where the run before it has not ended. Rows, jobs and the tasks' next fire
 * times are written in the caller's transaction, which must hold the tasks' locks.
 *
 * A fire that already has its row is left alone (unique task and fire time), so no number of ticks fires twice.
 */
export async function fireDue(tx: ServiceContext, due: readonly TaskRow[], now: Date): Promise<FireOutcome> {
  const busy = await tasksWithUnfinishedFire(tx, due);
  const planned: NewRun[] = [];
  const moves: { id: number; nextFireAt: Date | null; scheduleError: string | null }[] = [];
  let more = false;

  for (const task of due) {
    try {
      const plan = planFires({
        schedule: parseSchedule(task.frequency!, task.timezone),
        nextFireAt: task.nextFireAt!,
        now,
        misfire: "latest",
        catchUpMs: CATCH_UP_MS,
        chunk: Math.max(CHUNK_MIN, Math.floor(ROWS_PER_PASS / due.length)),
      });
      for (const { at, reason } of plan.missed)
        planned.push({ ...fireOf(task, at), status: "missed", reason, finishedAt: now, queuedAt: now });
      for (const at of plan.fire) {
        if (busy.has(task.id))
          planned.push({
            ...fireOf(task, at),
            status: "skipped",
            reason: OVERLAP_REASON,
            finishedAt: now,
            queuedAt: now,
          });
        else planned.push({ ...fireOf(task, at), status: "queued", queuedAt: now });
        busy.add(task.id);
      }
      moves.push({ id: task.id, nextFireAt: plan.nextFireAt, scheduleError: null });
      more ||= plan.more;
    } catch (error) {
      // One schedule that cannot be computed must not hold up the others; it stops and says why.
      moves.push({
        id: task.id,
        nextFireAt: null,
        scheduleError: error instanceof Error ? error.message : String(error),
      });
    }
  }

  const counts = await insertFires(tx, planned);
  await moveTasks(tx, moves);
  return { ...counts, more };
}

/** Rows that one pass writes about: after a long outage of many tasks, more passes rather than one huge transaction. */
const ROWS_PER_PASS = 10_000;
const CHUNK_MIN = 20;

const OVERLAP_REASON = "The run of the fire before it had not ended; two runs of one schedule do not overlap.";

const fireOf = (task: TaskRow, fireAt: Date) => ({
  appId: task.appId,
  taskId: task.id,
  screenId: task.screenId,
  environment: "published" as const,
  trigger: "schedule" as const,
  fireAt,
});

async function tasksWithUnfinishedFire(tx: ServiceContext, due: readonly TaskRow[]): Promise<Set<number>> {
  if (due.length === 0) return new Set();
  const rows = await tx.db
    .selectDistinct({ taskId: runs.taskId })
    .from(runs)
    .where(
      and(
        inArray(
          runs.taskId,
          due.map((task) => task.id),
        ),
        inArray(runs.status, ["queued", "running"]),
        eq(runs.trigger, "schedule"),
      ),
    );
  return new Set(rows.map((row) => row.taskId));
}

/** Rows an insert statement carries at most: PostgreSQL allows 65,535 parameters. */
const INSERT_ROWS = 2_000;

async function insertFires(tx: ServiceContext, planned: readonly NewRun[]): Promise<FireCounts> {
  const counts = { fired: 0, skipped: 0, missed: 0 };
  for (let start = 0; start < planned.length; start += INSERT_ROWS) {
    const inserted = await tx.db
      .insert(runs)
      .values(planned.slice(start, start + INSERT_ROWS))
      .onConflictDoNothing()
      .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId, status: runs.status });
    const queued = inserted.filter((run) => run.status === "queued");
    await enqueueRuns(tx.queue, tx.db, queued);
    counts.fired += queued.length;
    counts.skipped += inserted.filter((run) => run.status === "skipped").length;
    counts.missed += inserted.filter((run) => run.status === "missed").length;
  }
  return counts;
}

async function moveTasks(
  tx: ServiceContext,
  moves: readonly { id: number; nextFireAt: Date | null; scheduleError: string | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  const ids = moves.map((move) => move.id);
  const times = moves.map((move) => move.nextFireAt?.toISOString() ?? null);
  const errors = moves.map((move) => move.scheduleError);
  await tx.db
    .update(tasks)
    .set({ nextFireAt: sql`moved.next_fire_at`, scheduleError: sql`moved.schedule_error` })
    .from(
      sql`unnest(${sql.param(ids)}::bigint[], ${sql.param(times)}::timestamptz[], ${sql.param(errors)}::text[]) as moved(id, next_fire_at, schedule_error)`,
    )
    .where(eq(tasks.id, sql`moved.id`));
}
