import { and, asc, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { type NewRun, runs, type ScheduleRow, type TaskRow, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput, notFound } from "#domain/errors.ts";
import type { RunStatus } from "#domain/run.ts";
import { BACKFILL_FIRES_MAX, type BackfillInput } from "#domain/schedule-input.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { readSchedules } from "./change-schedules.ts";

export interface BackfillFire {
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  /** `ran`: it has a run that executed, or one under way. `due`: it is run by the backfill. */
  state: "ran" | "due";
  /** The newest run of the fire, whatever became of it. */
  runId: number | null;
  status: RunStatus | null;
}

export interface Backfill {
  fires: BackfillFire[];
  /** Runs that were queued; 0 for a dry run. */
  queued: number;
}

/** Ends after which a fire still wants a run: it never executed. */
const NEVER_EXECUTED: ReadonlySet<RunStatus> = new Set(["missed", "skipped", "cancelled"]);

/**
 * Makes up for past fires of the task's present schedules: those that executed are left alone, the rest run oldest first,
 * at most `concurrency` at once, each with its fire as `backfillOf`. The ledger's rows stay as they are. Asking again
 * runs nothing twice.
 *
 * @throws DomainError TASK_NOT_FOUND, or INVALID_INPUT for a window that is not past or has more than 1,000 fires.
 */
export async function backfill(ctx: AppContext, input: BackfillInput): Promise<Backfill> {
  const { dryRun = true, concurrency = 1 } = input;
  return inTransaction(ctx, async (tx) => {
    const task = await lockTask(tx, input.taskId);
    const now = await tx.clock.now();
    const from = new Date(input.from);
    const to = new Date(input.to);
    if (to < from || to > now)
      throw badInput("INVALID_INPUT", "A backfill makes up for the past: choose a window that has ended.", "to");
    const schedules = await readSchedules(tx, task.id);
    const fires = await stateOfFires(tx, task, schedules, from, to);
    const due = fires.filter((fire) => fire.state === "due");
    if (!dryRun && due.length > 0) {
      await queueFires(tx, task, schedules, due, concurrency);
      await recordChange(tx, {
        action: "backfill",
        target: { kind: "task", id: task.id, name: task.name },
        after: { from: from.toISOString(), to: to.toISOString(), queued: due.length, concurrency },
      });
    }
    return { fires, queued: dryRun ? 0 : due.length };
  });
}

async function lockTask(tx: AppContext, id: number): Promise<TaskRow> {
  const [task] = await tx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.id, id), eq(tasks.appId, tx.appId), isNull(tasks.deletedAt)))
    .for("no key update");
  if (!task) throw notFound("TASK_NOT_FOUND", `There is no task with id ${id} in this app.`, "taskId");
  return task;
}

async function stateOfFires(
  tx: AppContext,
  task: TaskRow,
  schedules: readonly ScheduleRow[],
  from: Date,
  to: Date,
): Promise<BackfillFire[]> {
  const named = schedules.flatMap(({ id, frequency, timezone }) =>
    firesBetween(parseSchedule(frequency, timezone), from, to, BACKFILL_FIRES_MAX + 1).map((fire) => ({
      scheduleId: id,
      fireAt: fire.toISOString(),
    })),
  );
  if (named.length > BACKFILL_FIRES_MAX) {
    throw badInput(
      "INVALID_INPUT",
      `More than ${BACKFILL_FIRES_MAX.toLocaleString("en")} fires lie in that window; choose a shorter one.`,
      "from",
    );
  }
  const rows = await tx.db
    .select({
      id: runs.id,
      scheduleId: runs.scheduleId,
      fireAt: runs.fireAt,
      backfillOf: runs.backfillOf,
      status: runs.status,
      replayOf: runs.replayOf,
    })
    .from(runs)
    .where(
      and(
        eq(runs.taskId, task.id),
        inArray(runs.trigger, ["schedule", "backfill"]),
        or(
          and(gte(runs.fireAt, from), lte(runs.fireAt, to)),
          and(gte(runs.backfillOf, from), lte(runs.backfillOf, to)),
        ),
      ),
    )
    .orderBy(asc(runs.id));
  // A backfill's run belongs to the instant; where two schedules share one, it counts for both.
  const byInstant = Map.groupBy(rows, (row) => (row.fireAt ?? row.backfillOf!).toISOString());
  return named
    .map(({ scheduleId, fireAt }): BackfillFire => {
      const own = (byInstant.get(fireAt) ?? []).filter(
        (row) => row.scheduleId === null || row.scheduleId === scheduleId,
      );
      const executed = own.findLast((row) => !NEVER_EXECUTED.has(row.status));
      const newest = executed ?? own.at(-1);
      return {
        scheduleId,
        fireAt,
        state: executed ? "ran" : "due",
        runId: newest?.id ?? null,
        status: newest?.status ?? null,
      };
    })
    .sort((a, b) => (a.fireAt < b.fireAt ? -1 : a.fireAt > b.fireAt ? 1 : a.scheduleId - b.scheduleId));
}

async function queueFires(
  tx: AppContext,
  task: TaskRow,
  schedules: readonly ScheduleRow[],
  due: readonly BackfillFire[],
  concurrency: number,
): Promise<void> {
  const payloads = new Map(schedules.map((schedule) => [schedule.id, schedule.payload]));
  // A lane of its own: it neither waits for the schedule's runs nor holds them up.
  const lane = `backfill:${task.id}:${crypto.randomUUID()}`;
  const values = due.map(
    ({ scheduleId, fireAt }, index): NewRun => ({
      appId: tx.appId,
      taskId: task.id,
      screenId: task.screenId,
      environment: "published",
      trigger: "backfill",
      status: "queued",
      backfillOf: new Date(fireAt),
      payload: payloads.get(scheduleId) ?? null,
      requestedBy: actorName(tx.actor),
      lane,
      held: index >= concurrency,
    }),
  );
  const inserted = await tx.db
    .insert(runs)
    .values(values)
    .returning({ runId: runs.id, jobId: runs.jobId, appId: runs.appId, held: runs.held });
  await enqueueRuns(
    tx.queue,
    tx.db,
    inserted.filter((run) => !run.held),
  );
}
