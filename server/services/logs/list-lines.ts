import { and, asc, desc, eq, gt, gte, lt, lte, type SQL } from "drizzle-orm";
import { logLines, runs, tasks } from "#db/schema/index.ts";
import type { LinePage, ListLinesInput } from "#domain/log.ts";
import type { AppContext } from "../../context.ts";
import { boundsOf, headOf, type LineBounds } from "./line-bounds.ts";
import { lineConditions, needsLook, placeConditions } from "./line-filters.ts";

/** Lines that one page looks through where no index helps: some tens of ms of the database's time. */
const LOOKED_THROUGH = 10_000;

/**
 * A page of log lines. Newest first, `nextCursor` fetches older ones and is null at the end; in ascending order it is
 * the last line's id (or the given cursor), to ask again for what has come since. Where no index knows the filter, a page
 * ends after 10,000 lines even when none of them matches: `hasMore` says whether to go on.
 */
export async function listLines(ctx: AppContext, input: ListLinesInput): Promise<LinePage> {
  return linesWithin(ctx, input, await boundsOf(ctx, input));
}

/** The same for who asks page after page: the bounds are looked up once. */
export async function linesWithin(ctx: AppContext, input: ListLinesInput, bounds: LineBounds): Promise<LinePage> {
  const { order = "desc", limit = 100, cursor = null } = input;
  const isDesc = order === "desc";
  const head = await headOf(ctx);
  if (!bounds) return { lines: [], nextCursor: isDesc ? null : cursor, hasMore: false, head };

  const place = and(
    eq(logLines.appId, ctx.appId),
    ...placeConditions(input, bounds),
    cursor ? (isDesc ? lt(logLines.id, cursor) : gt(logLines.id, cursor)) : undefined,
  );
  const byId = isDesc ? desc(logLines.id) : asc(logLines.id);
  const edge = needsLook(input) ? await edgeOf(ctx, place, byId) : undefined;
  const upTo = edge === undefined ? undefined : isDesc ? gte(logLines.id, edge) : lte(logLines.id, edge);
  const rows = await selectLines(ctx, and(place, upTo, ...lineConditions(input)))
    .orderBy(byId)
    .limit(limit + 1);

  const lines = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  const isFull = rows.length > limit;
  const hasMore = isFull || edge !== undefined;
  const last = isFull ? lines[limit - 1]!.id : (edge ?? lines.at(-1)?.id ?? cursor);
  return { lines, nextCursor: hasMore || !isDesc ? last : null, hasMore, head };
}

/** The last of the lines that one page may look through; undefined when there are not that many. */
async function edgeOf(ctx: AppContext, place: SQL | undefined, byId: SQL): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ id: logLines.id })
    .from(logLines)
    .where(place)
    .orderBy(byId)
    .offset(LOOKED_THROUGH - 1)
    .limit(1);
  return row?.id;
}

/** Lines as they are answered, still to be ordered and bounded. */
export const selectLines = (ctx: AppContext, where: SQL | undefined) =>
  ctx.db
    .select({
      id: logLines.id,
      runId: logLines.runId,
      taskId: logLines.taskId,
      taskName: tasks.name,
      seq: logLines.seq,
      at: logLines.at,
      level: logLines.level,
      kind: logLines.kind,
      message: logLines.message,
      args: logLines.args,
      durationMs: logLines.durationMs,
    })
    .from(logLines)
    .innerJoin(runs, eq(runs.id, logLines.runId))
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(where);
