import { and, asc, eq, gte } from "drizzle-orm";
import { logLines } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { FindLineInput, LineRefInput, LogLine } from "#domain/log.ts";
import type { AppContext } from "../../context.ts";
import { selectLines } from "./list-lines.ts";

/** One line, by its id. @throws DomainError LINE_NOT_FOUND, also for a line of another app or one that was dropped */
export async function getLine(ctx: AppContext, { id }: LineRefInput): Promise<LogLine> {
  const [row] = await selectLines(ctx, and(eq(logLines.appId, ctx.appId), eq(logLines.id, id)));
  if (!row) throw notFound("LINE_NOT_FOUND", `There is no log line with id ${id}.`, "id");
  return { ...row, at: row.at.toISOString() };
}

/** The app's first line at or after an instant; null when none was written since. */
export async function findLine(ctx: AppContext, { at }: FindLineInput): Promise<{ id: number | null }> {
  const [row] = await ctx.db
    .select({ id: logLines.id })
    .from(logLines)
    .where(and(eq(logLines.appId, ctx.appId), gte(logLines.at, new Date(at))))
    .orderBy(asc(logLines.at), asc(logLines.id))
    .limit(1);
  return { id: row?.id ?? null };
}
