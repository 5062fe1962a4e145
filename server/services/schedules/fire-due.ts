import { eq, sql } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { runs, type ScheduleRow, schedules, type TaskRow } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { CATCH_UP_MS } from "#domain/limits.ts";
import { spreadOffsetMs } from "#domain/policy.ts";
import { type FirePlan, planFires } from "#domain/schedule/plan-fires.ts";
import type { ServiceContext } from "../../context.ts";
import { cancelPrevious, Overlaps } from "./overlap.ts";
import { tellMissed } from "./tell-missed.ts";

/** A schedule that is due, with what its task says of it. Payloads stay in the database: they can be large. */
export interface DueSchedule {
  schedule: Pick<ScheduleRow, "id" | "frequency" | "timezone" | "nextFireAt">;
  task: Pick<TaskRow, "id" | "endsAt" | "misfire" | "misfireGraceMs" | "overlap" | "spreadMs">;
  /** Why its fires are missed, where that is not the policy's doing. */
  missedReason?: string;
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

/** The row of a fire. */
interface PlannedFire {
  scheduleId: number;
  fireAt: Date;
  /** Null: at once. */
  effectiveAt: Date | null;
  status: "queued" | "skipped" | "missed";
  held: boolean;
  reason: string | null;
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
  const taskIds = [...new Set(due.map(({ task }) => task.id))];
  await takeTurns(tx, taskIds);
  const taken = await firesWithRow(tx, plans);
  const overlaps = await Overlaps.read(tx, taskIds, now);
  const planned: PlannedFire[] = [];
  for (const { entry, plan } of plans) {
    for (const { at, reason } of plan.missed)
      planned.push({ ...fireOf(entry, at), status: "missed", held: false, reason });
    // A fire that was skipped or moved ahead of time has its row, and is in nobody's way.
    const fires = plan.fire.filter((at) => !taken.has(keyOf(entry.schedule.id, at)));
    for (const at of fires) {
      const fire = fireOf(entry, at);
      const isCatchUp = fires.length > 1;
      // A fire that starts later meets whatever runs then, not what runs now: it is asked when it starts (mayStart).
      const isLater = !isCatchUp && fire.effectiveAt !== null && fire.effectiveAt > now;
      planned.push({ ...fire, ...(isLater ? WAITS_FOR_ITS_TIME : whatItBecomes(overlaps, entry.task, isCatchUp)) });
    }
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

function planOf({ schedule, task, missedReason }: DueSchedule, now: Date, dueCount: number): FirePlan {
  return planFires({
    schedule: parseSchedule(schedule.frequency, schedule.timezone),
    nextFireAt: schedule.nextFireAt!,
    now: task.endsAt && task.endsAt < now ? task.endsAt : now,
    misfire: task.misfire,
    graceMs: task.misfireGraceMs,
    catchUpMs: CATCH_UP_MS,
    missedReason,
    chunk: Math.max(CHUNK_MIN, Math.floor(ROWS_PER_PASS / dueCount)),
  });
}

const WAITS_FOR_ITS_TIME = { status: "queued", held: false, reason: null } as const;

function whatItBecomes(
  overlaps: Overlaps,
  task: DueSchedule["task"],
  isCatchUp: boolean,
): Pick<PlannedFire, "status" | "held" | "reason"> {
  const decision = overlaps.decide(task, isCatchUp);
  if (decision.become === "skipped") return { status: "skipped", held: false, reason: decision.reason };
  return { status: "queued", held: decision.become === "held", reason: null };
}

function fireOf(
  { schedule, task }: DueSchedule,
  fireAt: Date,
): Pick<PlannedFire, "scheduleId" | "fireAt" | "effectiveAt"> {
  const offsetMs = spreadOffsetMs(schedule.id, task.spreadMs);
  return {
    scheduleId: schedule.id,
    fireAt,
    effectiveAt: offsetMs === 0 ? null : new Date(fireAt.getTime() + offsetMs),
  };
}

/** "ATFT": a number that no other program on the same database uses, for locks taken by task. */
const TURN_LOCK = 0x41544654;
/** Tasks share this many locks, so that a tick holds few of them however many tasks are due. */
const TURNS = 64;

/**
 * Two schedules of one task may be in the hands of two ticks, which would not see each other's runs and let them
 * overlap: the tasks that have several are planned one tick after the other. Always in the same order, so that ticks
 * never wait for each other in a ring.
 */
async function takeTurns(tx: ServiceContext, taskIds: readonly number[]): Promise<void> {
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(${TURN_LOCK}, turn) from (
      select distinct (task_id % ${TURNS})::int as turn from (
        select task_id from schedules where task_id = any(${sql.param(taskIds)}::bigint[]) and deleted_at is null
        group by task_id having count(*) > 1) several
      order by turn) turns`);
}

/** Rows that one statement inserts at most. */
const INSERT_ROWS = 2_000;

interface InsertedFire extends Record<string, unknown> {
  runId: number;
  jobId: string;
  appId: number;
  status: PlannedFire["status"];
  held: boolean;
  effectiveAt: string | null;
  taskId: number;
  scheduleId: number;
  fireAt: string;
  reason: string | null;
}

async function insertFires(tx: ServiceContext, planned: readonly PlannedFire[], now: Date): Promise<FireCounts> {
  const counts = { fired: 0, skipped: 0, missed: 0 };
  for (let start = 0; start < planned.length; start += INSERT_ROWS) {
    const inserted = await insertRows(tx, planned.slice(start, start + INSERT_ROWS), now);
    const queued = inserted.filter((run) => run.status === "queued");
    await enqueueRuns(
      tx.queue,
      tx.db,
      queued
        .filter((run) => !run.held)
        .map(({ runId, jobId, appId, effectiveAt }) => {
          const startsAt = effectiveAt === null ? null : new Date(effectiveAt);
          return { runId, jobId, appId, effectiveAt: startsAt && startsAt > now ? startsAt : null };
        }),
    );
    counts.fired += queued.length;
    counts.skipped += inserted.filter((run) => run.status === "skipped").length;
    const missed = inserted.filter((run) => run.status === "missed");
    await tellMissed(tx, missed, now);
    counts.missed += missed.length;
  }
  return counts;
}

/** Inserts the rows in their order, so that ids tell which fire is older; what the task and the schedule know is theirs to add. */
async function insertRows(tx: ServiceContext, fires: readonly PlannedFire[], now: Date): Promise<InsertedFire[]> {
  const column = <T>(pick: (fire: PlannedFire) => T) => sql.param(fires.map(pick));
  const { rows } = await tx.db.execute<InsertedFire>(sql`
    insert into runs (app_id, task_id, screen_id, schedule_id, environment, trigger, payload, lane,
      fire_at, effective_at, status, held, reason, queued_at, finished_at)
    select t.app_id, t.id, t.screen_id, s.id, 'published', 'schedule', s.payload, 'task:' || t.id,
      fire.at, fire.effective_at, fire.status, fire.held, fire.reason, planned.at,
      case when fire.status <> 'queued' then planned.at end
    from unnest(
      ${column((fire) => fire.scheduleId)}::bigint[],
      ${column((fire) => fire.fireAt.toISOString())}::timestamptz[],
      ${column((fire) => fire.effectiveAt?.toISOString() ?? null)}::timestamptz[],
      ${column((fire) => fire.status)}::run_status[],
      ${column((fire) => fire.held)}::boolean[],
      ${column((fire) => fire.reason)}::text[]
    ) with ordinality as fire(schedule_id, at, effective_at, status, held, reason, place)
    join schedules s on s.id = fire.schedule_id
    join tasks t on t.id = s.task_id
    cross join (select ${now.toISOString()}::timestamptz as at) planned
    order by fire.place
    on conflict do nothing
    returning id as "runId", job_id as "jobId", app_id as "appId", status, held, effective_at as "effectiveAt",
      task_id as "taskId", schedule_id as "scheduleId", fire_at as "fireAt", reason`);
  return rows;
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
