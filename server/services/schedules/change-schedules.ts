import { and, asc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { runs, type ScheduleRow, scheduleChanges, schedules, type TaskRow } from "#db/schema/index.ts";
import { type AppContext, actorName } from "../../context.ts";
import { fireDue } from "./fire-due.ts";
import { fireWindow, firstFire } from "./fire-window.ts";

/** A schedule as it shall be; with the id of one of the task's, that one is changed. */
export interface WantedSchedule {
  id?: number;
  frequency: string;
  timezone: string;
  payload: unknown;
}

/** A task's live schedules in their order. */
export function readSchedules(tx: Pick<AppContext, "db">, taskId: number): Promise<ScheduleRow[]> {
  return tx.db
    .select()
    .from(schedules)
    .where(and(eq(schedules.taskId, taskId), isNull(schedules.deletedAt)))
    .orderBy(asc(schedules.position), asc(schedules.id));
}

/**
 * Plans what a task's schedules still owe up to `now`, before they change or end: a promised fire is kept even if the
 * tick that should plan it comes after the change. The caller holds the task's lock.
 */
export async function settleDueFires(tx: AppContext, task: TaskRow, now: Date): Promise<void> {
  for (;;) {
    // All of the task's, due or not: whoever plans fires of the task must not wait for a lock behind one who plans others.
    const own = await tx.db.select().from(schedules).where(eq(schedules.taskId, task.id)).for("no key update");
    const due = own.filter(({ nextFireAt }) => nextFireAt !== null && nextFireAt <= now);
    if (due.length === 0) return;
    await fireDue(
      tx,
      due.map((schedule) => ({ task, schedule })),
      now,
    );
  }
}

/**
 * Makes a task's schedules the wanted ones, in that order: changed and new ones are armed from `now`, the others keep
 * their next fire unless `rearmAll` says that the task's own window changed. Each change leaves its entry in the history.
 * The caller holds the task's lock and has settled what was due.
 */
export async function putSchedules(
  tx: AppContext,
  task: TaskRow,
  wanted: readonly WantedSchedule[],
  now: Date,
  rearmAll: boolean,
): Promise<void> {
  const existing = await readSchedules(tx, task.id);
  const byId = new Map(existing.map((schedule) => [schedule.id, schedule]));
  const kept = new Set<number>();

  for (const [position, { id, frequency, timezone, payload }] of wanted.entries()) {
    const before = id === undefined ? undefined : byId.get(id);
    if (before) kept.add(before.id);
    const isRearmed = rearmAll || !before || before.frequency !== frequency || before.timezone !== timezone;
    const values = {
      position,
      frequency,
      timezone,
      payload: payload ?? null,
      ...(isRearmed && { nextFireAt: firstFire(task, { frequency, timezone }, now), error: null }),
    };
    const [schedule] = before
      ? await tx.db.update(schedules).set(values).where(eq(schedules.id, before.id)).returning()
      : await tx.db
          .insert(schedules)
          .values({ ...values, appId: tx.appId, taskId: task.id })
          .returning();
    if (!isRearmed) continue;
    if (before) await dropPlansAhead(tx, schedule!.id, now);
    await recordChange(tx, task, schedule!, now);
  }

  for (const schedule of existing) {
    if (!kept.has(schedule.id)) await endSchedule(tx, task, schedule, now);
  }
}

/** Ends a schedule: nothing fires any more, and the fires that it had stay in the ledger. */
export async function endSchedule(tx: AppContext, task: TaskRow, schedule: ScheduleRow, now: Date): Promise<void> {
  await tx.db.update(schedules).set({ deletedAt: now, nextFireAt: null }).where(eq(schedules.id, schedule.id));
  await dropPlansAhead(tx, schedule.id, now);
  await recordChange(tx, { ...task, active: false }, schedule, now);
}

/** Takes back what was planned for fires that the schedule no longer names: they were skipped or moved ahead of time. */
async function dropPlansAhead(tx: AppContext, scheduleId: number, now: Date): Promise<void> {
  await tx.db
    .delete(runs)
    .where(
      and(
        eq(runs.scheduleId, scheduleId),
        gt(runs.fireAt, now),
        inArray(runs.status, ["queued", "skipped"]),
        or(isNull(runs.effectiveAt), gt(runs.effectiveAt, sql`now()`)),
      ),
    );
}

async function recordChange(tx: AppContext, task: TaskRow, schedule: ScheduleRow, effectiveAt: Date): Promise<void> {
  const { opensAt, endsAt } = fireWindow(task);
  await tx.db.insert(scheduleChanges).values({
    appId: tx.appId,
    taskId: task.id,
    scheduleId: schedule.id,
    effectiveAt,
    frequency: task.active ? schedule.frequency : null,
    timezone: schedule.timezone,
    startsAt: opensAt,
    endsAt,
    changedBy: actorName(tx.actor),
  });
}
