import { and, asc, eq, gte, isNotNull, lte, sql } from "drizzle-orm";
import { runs, scheduleChanges, schedules, tasks } from "#db/schema/index.ts";
import { firesBetween, parseSchedule } from "#domain/cron/index.ts";
import { badInput, notFound } from "#domain/errors.ts";
import type { RunStatus } from "#domain/run.ts";
import { AUDIT_FIRES_MAX, type AuditInput } from "#domain/schedule-input.ts";
import type { AppContext } from "../../context.ts";

/** A fire and what became of it. */
export interface LedgerRow {
  runId: number;
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  status: RunStatus;
  reason: string | null;
  startedAt: string | null;
  /** From the instant it should start (its fire time, or where that was spread or moved to) to its start, ms. */
  delayMs: number | null;
  durationMs: number | null;
}

export interface Audit {
  /** Every fire that the history of the task's schedules promises in the window, ISO 8601 UTC; not those yet to be planned. */
  expected: string[];
  /** The ledger's rows in the window, oldest fire first. */
  rows: LedgerRow[];
  /** Expected fires without a row. */
  holes: string[];
  /** Rows beyond the one that a fire should have, and rows that no schedule asked for. */
  duplicates: string[];
  /** How late runs started, over the window's rows; null when none started. */
  drift: { p50Ms: number; p95Ms: number } | null;
}

/**
 * Recomputes what should have fired in a window, from the history of the task's schedules and not from the scheduler's
 * own notes, and compares it with the ledger. Also for tasks that were removed since.
 *
 * @throws DomainError TASK_NOT_FOUND, or INVALID_INPUT for a window with more fires than one answer holds: 11,000, a week
 * of every minute.
 */
export async function auditSchedule(ctx: AppContext, input: AuditInput): Promise<Audit> {
  const [task] = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.id, input.taskId), eq(tasks.appId, ctx.appId)));
  if (!task) throw notFound("TASK_NOT_FOUND", `There is no task with id ${input.taskId} in this app.`, "taskId");

  const now = await ctx.clock.now();
  const from = new Date(input.from);
  const to = new Date(Math.min(new Date(input.to).getTime(), now.getTime()));
  const expected = await expectedFires(ctx, task.id, from, to, now);
  const rows = await ledgerRows(ctx, task.id, from, to);

  const promised = new Set(expected.map(keyOf));
  const recorded = new Set<string>();
  const duplicates: string[] = [];
  for (const row of rows) {
    if (recorded.has(keyOf(row)) || !promised.has(keyOf(row))) duplicates.push(row.fireAt);
    recorded.add(keyOf(row));
  }
  return {
    expected: expected.map((fire) => fire.fireAt),
    rows,
    holes: expected.filter((fire) => !recorded.has(keyOf(fire))).map((fire) => fire.fireAt),
    duplicates,
    drift: driftOf(rows),
  };
}

interface Fire {
  scheduleId: number;
  fireAt: string;
}

const keyOf = ({ scheduleId, fireAt }: Fire) => `${scheduleId} ${fireAt}`;

async function expectedFires(ctx: AppContext, taskId: number, from: Date, to: Date, now: Date): Promise<Fire[]> {
  const changes = await ctx.db
    .select()
    .from(scheduleChanges)
    .where(eq(scheduleChanges.taskId, taskId))
    .orderBy(asc(scheduleChanges.effectiveAt), asc(scheduleChanges.id));
  const plannedUntil = await plannedUntilBySchedule(ctx, taskId, now);
  const fires: Fire[] = [];
  for (const [scheduleId, history] of Map.groupBy(changes, (change) => change.scheduleId)) {
    for (const [index, { frequency, timezone, effectiveAt, startsAt, endsAt }] of history.entries()) {
      if (frequency === null) continue;
      // A change takes effect after its instant: a fire at that very instant still follows what was before.
      const start = latest(from, new Date(effectiveAt.getTime() + 1), startsAt);
      const end = earliest(to, plannedUntil.get(scheduleId), history[index + 1]?.effectiveAt, endsAt);
      if (start > end) continue;
      const room = AUDIT_FIRES_MAX + 1 - fires.length;
      const found = firesBetween(parseSchedule(frequency, timezone), start, end, room);
      fires.push(...found.map((fire) => ({ scheduleId, fireAt: fire.toISOString() })));
      if (fires.length > AUDIT_FIRES_MAX) {
        throw badInput(
          "INVALID_INPUT",
          `More than ${AUDIT_FIRES_MAX.toLocaleString("en")} fires lie in that window; choose a shorter one.`,
          "from",
        );
      }
    }
  }
  return fires.sort((a, b) => (a.fireAt < b.fireAt ? -1 : a.fireAt > b.fireAt ? 1 : a.scheduleId - b.scheduleId));
}

/** Until when each schedule's fires are planned: one at or after the next fire is still to come, however late the tick. */
async function plannedUntilBySchedule(ctx: AppContext, taskId: number, now: Date): Promise<Map<number, Date>> {
  const rows = await ctx.db
    .select({ id: schedules.id, nextFireAt: schedules.nextFireAt })
    .from(schedules)
    .where(eq(schedules.taskId, taskId));
  return new Map(
    rows.map(({ id, nextFireAt }) => [id, nextFireAt === null ? now : new Date(nextFireAt.getTime() - 1)]),
  );
}

const latest = (...dates: (Date | null | undefined)[]) =>
  new Date(Math.max(...dates.flatMap((date) => date?.getTime() ?? [])));
const earliest = (...dates: (Date | null | undefined)[]) =>
  new Date(Math.min(...dates.flatMap((date) => date?.getTime() ?? [])));

async function ledgerRows(ctx: AppContext, taskId: number, from: Date, to: Date): Promise<LedgerRow[]> {
  const rows = await ctx.db
    .select({
      runId: runs.id,
      scheduleId: runs.scheduleId,
      fireAt: runs.fireAt,
      status: runs.status,
      reason: runs.reason,
      startedAt: runs.startedAt,
      delayMs: sql<
        number | null
      >`round(extract(epoch from ${runs.startedAt} - coalesce(${runs.effectiveAt}, ${runs.fireAt})) * 1000)::float8`,
      durationMs: runs.durationMs,
    })
    .from(runs)
    .where(and(eq(runs.taskId, taskId), isNotNull(runs.fireAt), gte(runs.fireAt, from), lte(runs.fireAt, to)))
    .orderBy(asc(runs.fireAt), asc(runs.id))
    .limit(AUDIT_FIRES_MAX);
  return rows.map((row) => ({
    ...row,
    scheduleId: row.scheduleId!,
    fireAt: row.fireAt!.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
  }));
}

function driftOf(rows: readonly LedgerRow[]): Audit["drift"] {
  const delays = rows.flatMap(({ delayMs }) => delayMs ?? []).sort((a, b) => a - b);
  if (delays.length === 0) return null;
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.ceil(delays.length * share) - 1)]!;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}
