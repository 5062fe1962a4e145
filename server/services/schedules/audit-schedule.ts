import { and, asc, eq, gte, isNotNull, lte } from "drizzle-orm";
import { runs, scheduleChanges, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput, notFound } from "#domain/errors.ts";
import type { RunStatus } from "#domain/run.ts";
import { AUDIT_FIRES_MAX, type AuditInput } from "#domain/schedule-input.ts";
import type { AppContext } from "../../context.ts";

export interface Audit {
  /** Every fire that the schedule's history promises in the window, ISO 8601 UTC. Fires yet to be planned are left out. */
  expected: string[];
  /** The ledger's rows in the window. */
  rows: { runId: number; fireAt: string; status: RunStatus; reason: string | null }[];
  /** Expected fires without a row. */
  holes: string[];
  /** Rows beyond the one that a fire should have, and rows that no schedule asked for. */
  duplicates: string[];
}

/**
 * Recomputes what should have fired in a window, from the schedule's history and not from the scheduler's own notes, and
 * compares it with the ledger. Also for tasks that were removed since.
 *
 * @throws DomainError TASK_NOT_FOUND, or INVALID_INPUT for a window with more than 10,000 fires.
 */
export async function auditSchedule(ctx: AppContext, input: AuditInput): Promise<Audit> {
  const [task] = await ctx.db
    .select({ id: tasks.id, nextFireAt: tasks.nextFireAt })
    .from(tasks)
    .where(and(eq(tasks.id, input.taskId), eq(tasks.appId, ctx.appId)));
  if (!task) throw notFound("TASK_NOT_FOUND", `There is no task with id ${input.taskId} in this app.`, "taskId");

  const from = new Date(input.from);
  const now = await ctx.clock.now();
  // A fire at or after the next one to plan is still to come, however late the tick.
  const planned = task.nextFireAt === null ? now : new Date(Math.min(now.getTime(), task.nextFireAt.getTime() - 1));
  const to = new Date(Math.min(new Date(input.to).getTime(), planned.getTime()));
  const expected = await expectedFires(ctx, task.id, from, to);
  const rows = await ledgerRows(ctx, task.id, from, new Date(input.to));

  const promised = new Set(expected);
  const recorded = new Set<string>();
  const duplicates: string[] = [];
  for (const { fireAt } of rows) {
    if (recorded.has(fireAt) || !promised.has(fireAt)) duplicates.push(fireAt);
    recorded.add(fireAt);
  }
  return { expected, rows, holes: expected.filter((fire) => !recorded.has(fire)), duplicates };
}

async function expectedFires(ctx: AppContext, taskId: number, from: Date, to: Date): Promise<string[]> {
  const changes = await ctx.db
    .select()
    .from(scheduleChanges)
    .where(eq(scheduleChanges.taskId, taskId))
    .orderBy(asc(scheduleChanges.effectiveAt), asc(scheduleChanges.id));
  const fires: string[] = [];
  for (const [index, { frequency, timezone, effectiveAt }] of changes.entries()) {
    if (frequency === null) continue;
    // A change takes effect after its instant: a fire at that very instant still follows what was before.
    const start = new Date(Math.max(from.getTime(), effectiveAt.getTime() + 1));
    const end = new Date(Math.min(to.getTime(), changes[index + 1]?.effectiveAt.getTime() ?? to.getTime()));
    if (start > end) continue;
    const room = AUDIT_FIRES_MAX + 1 - fires.length;
    fires.push(...firesBetween(parseSchedule(frequency, timezone), start, end, room).map((fire) => fire.toISOString()));
    if (fires.length > AUDIT_FIRES_MAX) {
      throw badInput(
        "INVALID_INPUT",
        `More than ${AUDIT_FIRES_MAX.toLocaleString("en")} fires lie in that window; choose a shorter one.`,
        "from",
      );
    }
  }
  return fires;
}

async function ledgerRows(ctx: AppContext, taskId: number, from: Date, to: Date): Promise<Audit["rows"]> {
  const rows = await ctx.db
    .select({ runId: runs.id, fireAt: runs.fireAt, status: runs.status, reason: runs.reason })
    .from(runs)
    .where(and(eq(runs.taskId, taskId), isNotNull(runs.fireAt), gte(runs.fireAt, from), lte(runs.fireAt, to)))
    .orderBy(asc(runs.fireAt), asc(runs.id));
  return rows.map((row) => ({ ...row, fireAt: row.fireAt!.toISOString() }));
}
