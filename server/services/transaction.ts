import type { ServiceContext } from "../context.ts";

/**
 * Runs `work` in one transaction. Inside, touch only the context it is given: the outer one reads and writes outside
 * the transaction, and says nothing about it.
 */
export function inTransaction<C extends ServiceContext, R>(ctx: C, work: (tx: C) => Promise<R>): Promise<R> {
  // A drizzle transaction has every method of the handle that services use.
  return ctx.db.transaction((tx) =>
    work({ ...ctx, db: tx as unknown as C["db"], clock: { now: () => ctx.clock.now(tx) } }),
  );
}
