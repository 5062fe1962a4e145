import { eq, sql } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, runs, type ScheduleRow, schedules, type TaskRow } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { CATCH_UP_MS } from "#domain/limits.ts";
import { spreadOffsetMs } from "#domain/policy.ts";
import { type FirePlan, planFires } from "#domain/schedule/plan-fires.ts";
import type { ServiceContext } from "../../context.ts";
import { cancelPrevious, Overlaps } from "./overlap.ts";

/** A schedule that is due, with its task. */
export interface DueSchedule {
  schedule: ScheduleRow;
  task: TaskRow;
}

/** What became of the fires that were due. */
export interface FireCounts {
  fired: number;
  skipped: number;
  missed: number;
}

export interface FireOutcome extends FireCounts {
  /** Whether a schedule still has fires due after this pass: a long outage is worked off in pieces. */
  more: boolean;
}

interface Move {
  id: number;
  nextFireAt: Date | null;
  error: string | null;
}

/**
 * Plans every fire of the given schedules that is due at `now`, as the policies of their tasks say: a run that waits in
 * the queue, or a row that tells why there is none (`missed`, `skipped`). Rows, jobs and next fire times are written in
 * the caller's transaction, which must hold the schedules' locks.
 *
 * A fire that already has its row is left alone (unique schedule and fire time), so no number of ticks fires twice.
 */
export async function fireDue(tx: ServiceContext, due: readonly DueSchedule[], now: Date): Promise<FireOutcome> {
  const { plans, moves, more } = planAll(due, now);
  const taken = await firesWithRow(tx, plans);
  const overlaps = await Overlaps.read(tx, [...new Set(due.map(({ task }) => task.id))], now);
  const planned: NewRun[] = [];
  for (const { entry, plan } of plans) {
    for (const { at, reason } of plan.missed)
      planned.push({ ...fireOf(entry, at), status: "missed", reason, finishedAt: now, queuedAt: now });
    // A fire that was skipped or moved ahead of time has its row, and is in nobody's way.
    const fires = plan.fire.filter((at) => !taken.has(keyOf(entry.schedule.id, at)));
    for (const at of fires)
      planned.push({
        ...fireOf(entry, at),
        ...whatItBecomes(overlaps, entry.task, fires.length > 1, now),
        queuedAt: now,
      });
  }

  await cancelPrevious(tx, overlaps.cancelled, now);
  const counts = await insertFires(tx, planned, now);
  await moveSchedules(tx, moves);
  return { ...counts, more };
}

interface Planned {
  entry: DueSchedule;
  plan: FirePlan;
}

function planAll(due: readonly DueSchedule[], now: Date) {
  const plans: Planned[] = [];
  const moves: Move[] = [];
  for (const entry of due) {
    const { schedule, task } = entry;
    try {
      const plan = planOf(entry, now, due.length);
      plans.push({ entry, plan });
      const isOver = plan.nextFireAt !== null && task.endsAt !== null && plan.nextFireAt > task.endsAt;
      moves.push({ id: schedule.id, nextFireAt: isOver ? null : plan.nextFireAt, error: null });
    } catch (error) {
      // One schedule that cannot be computed must not hold up the others; it stops and says why.
      moves.push({ id: schedule.id, nextFireAt: null, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return { plans, moves, more: plans.some(({ plan }) => plan.more) };
}

const keyOf = (scheduleId: number, fireAt: Date) => `${scheduleId} ${fireAt.getTime()}`;

async function firesWithRow(tx: ServiceContext, plans: readonly Planned[]): Promise<Set<string>> {
  const keys = plans.flatMap(({ entry, plan }) => plan.fire.map((at) => ({ id: entry.schedule.id, at })));
  if (keys.length === 0) return new Set();
  const rows = await tx.db
    .select({ scheduleId: runs.scheduleId, fireAt: runs.fireAt })
    .from(runs)
    .innerJoin(
      sql`unnest(${sql.param(keys.map((key) => key.id))}::bigint[], ${sql.param(keys.map((key) => key.at.toISOString()))}::timestamptz[]) as fire(schedule_id, fire_at)`,
      sql`${runs.scheduleId} = fire.schedule_id and ${runs.fireAt} = fire.fire_at`,
    );
  return new Set(rows.map((row) => keyOf(row.scheduleId!, row.fireAt!)));
}

/** Rows that one pass writes about: after a long outage of many tasks, more passes rather than one huge transaction. */
const ROWS_PER_PASS = 10_000;
const CHUNK_MIN = 20;

function planOf({ schedule, task }: DueSchedule, now: Date, dueCount: number): FirePlan {
  return planFires({
    schedule: parseSchedule(schedule.frequency, schedule.timezone),
    nextFireAt: schedule.nextFireAt!,
    now: task.endsAt && task.endsAt < now ? task.endsAt : now,
    misfire: task.misfire,
    graceMs: task.misfireGraceMs,
    catchUpMs: CATCH_UP_MS,
    chunk: Math.max(CHUNK_MIN, Math.floor(ROWS_PER_PASS / dueCount)),
  });
}

function whatItBecomes(
  overlaps: Overlaps,
  task: TaskRow,
  isCatchUp: boolean,
  now: Date,
): Pick<NewRun, "status" | "held" | "reason" | "finishedAt"> {
  const decision = overlaps.decide(task, isCatchUp);
  if (decision.become === "skipped") return { status: "skipped", reason: decision.reason, finishedAt: now };
  return { status: "queued", held: decision.become === "held" };
}

const fireOf = ({ schedule, task }: DueSchedule, fireAt: Date) => {
  const offsetMs = spreadOffsetMs(schedule.id, task.spreadMs);
  return {
    appId: task.appId,
    taskId: task.id,
    screenId: task.screenId,
    scheduleId: schedule.id,
    environment: "published" as const,
    trigger: "schedule" as const,
    fireAt,
    effectiveAt: offsetMs === 0 ? null : new Date(fireAt.getTime() + offsetMs),
    payload: schedule.payload,
    lane: `task:${task.id}`,
  };
};

/** Rows an insert statement carries at most: PostgreSQL allows 65,535 parameters. */
const INSERT_ROWS = 2_000;

async function insertFires(tx: ServiceContext, planned: readonly NewRun[], now: Date): Promise<FireCounts> {
  const counts = { fired: 0, skipped: 0, missed: 0 };
  for (let start = 0; start < planned.length; start += INSERT_ROWS) {
    const inserted = await tx.db
      .insert(runs)
      .values(planned.slice(start, start + INSERT_ROWS))
      .onConflictDoNothing()
      .returning({
        runId: runs.id,
        jobId: runs.jobId,
        appId: runs.appId,
        status: runs.status,
        held: runs.held,
        effectiveAt: runs.effectiveAt,
      });
    const queued = inserted.filter((run) => run.status === "queued");
    const ready = queued.filter((run) => !run.held);
    await enqueueRuns(
      tx.queue,
      tx.db,
      ready.map((run) => ({ ...run, effectiveAt: run.effectiveAt && run.effectiveAt > now ? run.effectiveAt : null })),
    );
    counts.fired += queued.length;
    counts.skipped += inserted.filter((run) => run.status === "skipped").length;
    counts.missed += inserted.filter((run) => run.status === "missed").length;
  }
  return counts;
}

async function moveSchedules(tx: ServiceContext, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const ids = moves.map((move) => move.id);
  const times = moves.map((move) => move.nextFireAt?.toISOString() ?? null);
  const errors = moves.map((move) => move.error);
  await tx.db
    .update(schedules)
    .set({ nextFireAt: sql`moved.next_fire_at`, error: sql`moved.error` })
    .from(
      sql`unnest(${sql.param(ids)}::bigint[], ${sql.param(times)}::timestamptz[], ${sql.param(errors)}::text[]) as moved(id, next_fire_at, error)`,
    )
    .where(eq(schedules.id, sql`moved.id`));
}
