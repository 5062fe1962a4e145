import { and, count, eq, max, sql } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import { type CountRunsInput, RUN_COUNT_MAX, type RunCount } from "#domain/run.ts";
import type { AppContext } from "../../context.ts";
import { canBe, matchesFilter } from "./run-filter.ts";

/** How many runs a filter names, as far as counting goes. */
export async function countRuns(ctx: AppContext, { action, ...filter }: CountRunsInput): Promise<RunCount> {
  const some = ctx.db
    .select({ one: sql`1`.as("one") })
    .from(runs)
    .where(and(matchesFilter(ctx, filter), action && canBe(action)))
    .limit(RUN_COUNT_MAX + 1)
    .as("some");
  const [[newest], [counted]] = await Promise.all([
    ctx.db
      .select({ id: max(runs.id) })
      .from(runs)
      .where(eq(runs.appId, ctx.appId)),
    ctx.db.select({ count: count() }).from(some),
  ]);
  const found = counted?.count ?? 0;
  return { count: Math.min(found, RUN_COUNT_MAX), isMore: found > RUN_COUNT_MAX, newestId: newest?.id ?? 0 };
}
