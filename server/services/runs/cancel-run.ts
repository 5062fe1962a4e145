import { and, eq, sql } from "drizzle-orm";
import { RUN_CHANNEL } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import { isFinal, type Run, type RunRefInput } from "#domain/run.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { tellRun } from "../endpoints/index.ts";
import { inTransaction } from "../transaction.ts";
import { runNotFound } from "./internal.ts";
import { getRun } from "./read-runs.ts";
import { visibleRuns } from "./run-user.ts";

/**
 * Cancels a run: one that waits never starts, one that runs is stopped within moments by the worker that has it.
 *
 * @throws DomainError RUN_NOT_FOUND, or RUN_FINISHED when it has ended.
 */
export async function cancelRun(ctx: AppContext, { id }: RunRefInput): Promise<Run> {
  await inTransaction(ctx, (tx) => cancelInside(tx, id));
  return getRun(ctx, { id });
}

/** `cancelRun` inside the caller's transaction. */
export async function cancelInside(tx: AppContext, id: number): Promise<void> {
  const [run] = await tx.db
    .select({ status: runs.status })
    .from(runs)
    .where(and(eq(runs.id, id), eq(runs.appId, tx.appId), visibleRuns(tx)))
    .for("no key update");
  if (!run) throw runNotFound(id);
  if (isFinal(run.status))
    throw conflict("RUN_FINISHED", `Run ${id} has already ended (${run.status}); there is nothing to cancel.`);
  const target = { kind: "run" as const, id, name: `run ${id}` };
  await recordChange(tx, { action: "cancel", target, before: { status: run.status } });
  if (run.status === "queued") {
    const [cancelled] = await tx.db
      .update(runs)
      .set({
        status: "cancelled",
        reason: `Cancelled by ${actorName(tx.actor)} before it started.`,
        finishedAt: sql`now()`,
      })
      .where(eq(runs.id, id))
      .returning();
    await tellRun(tx.db, cancelled!);
    await tx.db.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`ended:${id}`})`);
  } else {
    await tx.db.update(runs).set({ cancelRequestedAt: sql`now()` }).where(eq(runs.id, id));
    await tx.db.execute(sql`select pg_notify(${RUN_CHANNEL}, ${`cancel:${id}`})`);
  }
}
