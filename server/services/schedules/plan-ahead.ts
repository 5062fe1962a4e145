import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { enqueueRuns, RUN_QUEUE } from "#db/queue.ts";
import { type RunRow, runs, type ScheduleRow, schedules, type TaskRow, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput, conflict, notFound } from "#domain/errors.ts";
import { type FireRefInput, MOVE_MS_MAX, type MoveFireInput } from "#domain/schedule-input.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

/**
 * Skips one fire that is still to come: its row is written now, so that the tick finds it done. Skipping it twice changes
 * nothing.
 *
 * @throws DomainError INVALID_INPUT when the schedule names no such fire to come, or it was already moved.
 */
export async function skipFire(ctx: AppContext, input: FireRefInput): Promise<{ runId: number }> {
  return planAhead(ctx, input, (now) => ({
    status: "skipped",
    reason: `Skipped ahead of time by ${actorName(ctx.actor)}.`,
    finishedAt: now,
  }));
}

/**
 * Moves one fire that is still to come to another time: the same fire, starting then.
 *
 * @throws DomainError INVALID_INPUT when the schedule names no such fire to come, or `to` is past or over 31 days away.
 */
export async function moveFire(ctx: AppContext, { to, ...fire }: MoveFireInput): Promise<{ runId: number }> {
  const effectiveAt = new Date(to);
  return planAhead(ctx, fire, (now) => {
    if (effectiveAt <= now)
      throw badInput("INVALID_INPUT", "A fire can only be moved to a time that is still to come.", "to");
    if (Math.abs(effectiveAt.getTime() - new Date(fire.fireAt).getTime()) > MOVE_MS_MAX) {
      throw badInput("INVALID_INPUT", "A fire can be moved by 31 days at the most.", "to");
    }
    return { status: "queued", effectiveAt, reason: `Moved by ${actorName(ctx.actor)}.` };
  });
}

/**
 * Takes back a skip or a move whose time has not come: the fire is planned by its schedule again.
 *
 * @throws DomainError RUN_NOT_FOUND, or RUN_FINISHED when it is too late.
 */
export async function undoFire(ctx: AppContext, { scheduleId, fireAt }: FireRefInput): Promise<{ scheduleId: number }> {
  return inTransaction(ctx, async (tx) => {
    const { task } = await lockSchedule(tx, scheduleId);
    const now = await tx.clock.now();
    const [removed] = await tx.db
      .delete(runs)
      .where(
        and(
          eq(runs.scheduleId, scheduleId),
          eq(runs.fireAt, new Date(fireAt)),
          gt(runs.fireAt, now),
          inArray(runs.status, ["queued", "skipped"]),
        ),
      )
      .returning({ jobId: runs.jobId });
    if (!removed)
      throw conflict("RUN_FINISHED", "That fire was not skipped or moved, or its time has come already.", "fireAt");
    await tx.queue.deleteJob(RUN_QUEUE, removed.jobId).catch(() => {});
    await recordChange(tx, { action: "undo-fire", target: targetOf(task), after: { fireAt } });
    return { scheduleId };
  });
}

async function planAhead(
  ctx: AppContext,
  { scheduleId, fireAt }: FireRefInput,
  become: (now: Date) => Pick<RunRow, "status" | "reason"> & Partial<Pick<RunRow, "finishedAt" | "effectiveAt">>,
): Promise<{ runId: number }> {
  return inTransaction(ctx, async (tx) => {
    const { schedule, task } = await lockSchedule(tx, scheduleId);
    const now = await tx.clock.now();
    const fire = new Date(fireAt);
    refuseNoFire(schedule, task, fire, now);
    const values = become(now);
    // Planned ahead before, it may still be planned otherwise: the old plan goes.
    await tx.db
      .delete(runs)
      .where(and(eq(runs.scheduleId, scheduleId), eq(runs.fireAt, fire), inArray(runs.status, ["queued", "skipped"])));
    const [run] = await tx.db
      .insert(runs)
      .values({
        appId: tx.appId,
        taskId: task.id,
        screenId: task.screenId,
        scheduleId,
        environment: "published",
        trigger: "schedule",
        fireAt: fire,
        payload: schedule.payload,
        lane: `task:${task.id}`,
        ...values,
      })
      .onConflictDoNothing()
      .returning();
    if (!run) throw conflict("RUN_FINISHED", "That fire was moved before and its run has begun already.", "fireAt");
    if (run.status === "queued")
      await enqueueRuns(tx.queue, tx.db, [
        { runId: run.id, jobId: run.jobId, appId: tx.appId, effectiveAt: run.effectiveAt },
      ]);
    await recordChange(tx, {
      action: run.status === "skipped" ? "skip-fire" : "move-fire",
      target: targetOf(task),
      after: { fireAt, ...(run.effectiveAt && { startsAt: run.effectiveAt.toISOString() }) },
    });
    return { runId: run.id };
  });
}

function refuseNoFire(schedule: ScheduleRow, task: TaskRow, fire: Date, now: Date): void {
  const isNamed =
    schedule.nextFireAt !== null &&
    fire >= schedule.nextFireAt &&
    fire > now &&
    (task.endsAt === null || fire <= task.endsAt) &&
    firesBetween(parseSchedule(schedule.frequency, schedule.timezone), fire, fire, 1).length === 1;
  if (!isNamed) {
    throw badInput(
      "INVALID_INPUT",
      "The schedule names no fire at that time that is still to come. Look at its next fire times.",
      "fireAt",
    );
  }
}

/** The lock that the tick takes too: a fire is planned by one of the two. */
async function lockSchedule(tx: AppContext, id: number): Promise<{ schedule: ScheduleRow; task: TaskRow }> {
  const [row] = await tx.db
    .select({ schedule: schedules, task: tasks })
    .from(schedules)
    .innerJoin(tasks, eq(tasks.id, schedules.taskId))
    .where(
      and(eq(schedules.id, id), eq(schedules.appId, tx.appId), isNull(schedules.deletedAt), isNull(tasks.deletedAt)),
    )
    .for("no key update", { of: schedules });
  if (!row) throw notFound("TASK_NOT_FOUND", `There is no schedule with id ${id} in this app.`, "scheduleId");
  return row;
}

const targetOf = ({ id, name }: TaskRow) => ({ kind: "task" as const, id, name });
