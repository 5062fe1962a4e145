import { and, desc, eq, isNotNull } from "drizzle-orm";
import { runs, tasks } from "#db/schema/index.ts";
import type { ScreenRefInput } from "#domain/screen.ts";
import type { AppContext } from "../../context.ts";
import { getScreenRow } from "../screens/index.ts";
import { visibleRuns } from "./run-user.ts";

export interface RecentPayload {
  runId: number;
  taskName: string;
  /** ISO 8601 UTC: when the run was asked for. */
  at: string;
  payload: unknown;
}

const RUNS_LOOKED_AT = 100;
const PAYLOADS_SHOWN = 10;
/** Larger ones are not worth their way to a menu, characters of JSON. */
const PAYLOAD_CHARS_MAX = 20_000;

/** What the screen's runs were given lately: different payloads, newest first. @throws DomainError SCREEN_NOT_FOUND */
export async function listRecentPayloads(ctx: AppContext, { id }: ScreenRefInput): Promise<RecentPayload[]> {
  const screen = await getScreenRow(ctx, id);
  const rows = await ctx.db
    .select({ runId: runs.id, taskName: tasks.name, at: runs.queuedAt, payload: runs.payload })
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(and(eq(runs.appId, ctx.appId), eq(tasks.screenId, screen.id), isNotNull(runs.payload), visibleRuns(ctx)))
    .orderBy(desc(runs.id))
    .limit(RUNS_LOOKED_AT);
  const byText = new Map<string, RecentPayload>();
  for (const { at, ...row } of rows) {
    const text = JSON.stringify(row.payload);
    if (text.length <= PAYLOAD_CHARS_MAX && !byText.has(text)) byText.set(text, { ...row, at: at.toISOString() });
  }
  return [...byText.values()].slice(0, PAYLOADS_SHOWN);
}
