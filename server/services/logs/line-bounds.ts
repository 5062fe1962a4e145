import { and, asc, desc, eq, gte, lte, type SQL } from "drizzle-orm";
import { logLines } from "#db/schema/index.ts";
import type { LineFilter } from "#domain/log.ts";
import type { AppContext } from "../../context.ts";

/** Ids between which all lines of a time range lie; null when no line can. */
export type LineBounds = { first?: number | undefined; last?: number | undefined } | null;

/** How much later than a line of the same time another may be written, ms: writing waits for the database, not for hours. */
const DISORDER_MS = 3_600_000;

/**
 * Ids grow with time, so that a time range is a range of ids and not a search through all that came after it. Within it
 * the lines' own times decide.
 */
export async function boundsOf(ctx: AppContext, { from, to }: Pick<LineFilter, "from" | "to">): Promise<LineBounds> {
  const bounds: NonNullable<LineBounds> = {};
  if (from !== undefined) {
    const since = new Date(Date.parse(from) - DISORDER_MS);
    bounds.first = await idAt(ctx, gte(logLines.at, since), asc(logLines.at));
    if (bounds.first === undefined) return null;
  }
  if (to !== undefined) {
    const until = new Date(Date.parse(to) + DISORDER_MS);
    bounds.last = await idAt(ctx, lte(logLines.at, until), desc(logLines.at));
    if (bounds.last === undefined) return null;
  }
  return bounds;
}

async function idAt(ctx: AppContext, when: SQL, order: SQL): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ id: logLines.id })
    .from(logLines)
    .where(and(eq(logLines.appId, ctx.appId), when))
    .orderBy(order)
    .limit(1);
  return row?.id;
}

/** Id of the app's newest line; 0 for an empty log. */
export async function headOf(ctx: AppContext): Promise<number> {
  const [newest] = await ctx.db
    .select({ id: logLines.id })
    .from(logLines)
    .where(eq(logLines.appId, ctx.appId))
    .orderBy(desc(logLines.id))
    .limit(1);
  return newest?.id ?? 0;
}
