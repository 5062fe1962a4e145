import { and, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { RUN_CHANNEL } from "#db/queue.ts";
import { runs, type TaskRow } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";

/** Unfinished runs of a task's earlier fires. */
interface Unfinished {
  /** Run or may start at any moment. */
  active: number;
  /** Wait for those to end. */
  held: number;
}

/** What a fire becomes while others of its task have not ended. */
export type OverlapDecision = { become: "queued" | "held" } | { become: "skipped"; reason: string };

export const REASON_SKIP = "The run of the fire before it had not ended, and the task skips a fire that would overlap.";
export const REASON_ONE_WAITS = "The run of the fire before it had not ended, and one fire was already waiting for it.";
export const REASON_NEXT_CAME = "Cancelled: the task's next fire came, and it cancels the one before.";

/** Decides, fire by fire and oldest first, what the overlap policies of tasks make of fires that are due. */
export class Overlaps {
  #unfinished: Map<number, Unfinished>;
  /** Tasks whose unfinished runs must make way. */
  readonly cancelled = new Set<number>();

  private constructor(unfinished: Map<number, Unfinished>) {
    this.#unfinished = unfinished;
  }

  /** Reads how things stand; a run that was planned for later (spread, moved) is not in the way yet. */
  static async read(tx: ServiceContext, taskIds: readonly number[], now: Date): Promise<Overlaps> {
    const rows = await tx.db
      .select({
        taskId: runs.taskId,
        active: sql<number>`count(*) filter (where not held)::int`,
        held: sql<number>`count(*) filter (where held)::int`,
      })
      .from(runs)
      .where(
        and(
          inArray(runs.taskId, [...taskIds]),
          inArray(runs.status, ["queued", "running"]),
          eq(runs.trigger, "schedule"),
          hasCome(now),
        ),
      )
      .groupBy(runs.taskId);
    return new Overlaps(new Map(rows.map(({ taskId, ...counts }) => [taskId, counts])));
  }

  /**
   * @param isCatchUp whether the fire is one of several that a late tick makes up for: those follow each other.
   */
  decide(task: Pick<TaskRow, "id" | "overlap">, isCatchUp: boolean): OverlapDecision {
    const unfinished = this.#unfinished.get(task.id) ?? { active: 0, held: 0 };
    this.#unfinished.set(task.id, unfinished);
    const decision = decideOverlap(task.overlap, unfinished, isCatchUp);
    if (task.overlap === "cancel-previous" && unfinished.active > 0 && !isCatchUp) this.cancelled.add(task.id);
    if (decision.become === "queued") unfinished.active += 1;
    if (decision.become === "held") unfinished.held += 1;
    return decision;
  }
}

/** The run may start, or has: one that waits for its retry is unfinished, and would run beside the next fire. */
const hasCome = (now: Date) => or(isNull(runs.effectiveAt), lte(runs.effectiveAt, now), gt(runs.attempt, 0));

function decideOverlap(policy: TaskRow["overlap"], { active, held }: Unfinished, isCatchUp: boolean): OverlapDecision {
  if (active + held === 0 || policy === "allow") return { become: "queued" };
  if (isCatchUp) return { become: "held" };
  if (policy === "cancel-previous") return { become: "queued" };
  if (policy === "queue") return held === 0 ? { become: "held" } : { become: "skipped", reason: REASON_ONE_WAITS };
  return { become: "skipped", reason: REASON_SKIP };
}

/** Cancels the unfinished runs of earlier fires: those that wait at once, those that run as soon as their worker hears. */
export async function cancelPrevious(tx: ServiceContext, taskIds: ReadonlySet<number>, now: Date): Promise<void> {
  if (taskIds.size === 0) return;
  const earlier = and(inArray(runs.taskId, [...taskIds]), eq(runs.trigger, "schedule"), hasCome(now));
  await tx.db
    .update(runs)
    .set({
      status: "cancelled",
      held: false,
      reason: REASON_NEXT_CAME,
      finishedAt: now,
    })
    .where(and(earlier, eq(runs.status, "queued")));
  const running = await tx.db
    .select({ id: runs.id })
    .from(runs)
    .where(and(earlier, eq(runs.status, "running")));
  for (const { id } of running) await requestCancel(tx.db, id);
}

/** Asks the worker that has a run to stop it. */
export async function requestCancel(tx: Pick<Db, "update" | "execute">, runId: number): Promise<void> {
  await tx
    .update(runs)
    .set({ cancelRequestedAt: sql`now()` })
    .where(and(eq(runs.id, runId), eq(runs.status, "running")));
  await tx.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`cancel:${runId}`})`);
}
