import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { screens, screenVersions } from "#db/schema/index.ts";
import type { Screen, ScreenRefInput, ScreenSummary, ScreenVersion, ScreenVersionInput } from "#domain/screen.ts";
import type { AppContext } from "../../context.ts";
import { getScreenRow, getVersionRow, screenNotFound, toVersion } from "./internal.ts";

/** How many versions a list of versions shows. */
const VERSIONS_SHOWN = 100;

/** The app's screens by name, without their code. */
export async function listScreens(ctx: AppContext): Promise<ScreenSummary[]> {
  const found = await readScreens(ctx, undefined);
  return found.map(({ code: _code, publishedCode: _published, ...summary }) => summary);
}

/** @throws DomainError SCREEN_NOT_FOUND when the app has no such screen. */
export async function getScreen(ctx: AppContext, { id }: ScreenRefInput): Promise<Screen> {
  const [screen] = await readScreens(ctx, eq(screens.id, id));
  if (!screen) throw screenNotFound(id);
  return screen;
}

/** The newest versions of a screen, newest first, without their code. */
export async function listVersions(ctx: AppContext, { id }: ScreenRefInput): Promise<ScreenVersion[]> {
  const screen = await getScreenRow(ctx, id);
  const rows = await ctx.db
    .select()
    .from(screenVersions)
    .where(eq(screenVersions.screenId, screen.id))
    .orderBy(desc(screenVersions.number))
    .limit(VERSIONS_SHOWN);
  return rows.map((row) => toVersion(row, screen));
}

/** One version with its code. */
export async function getVersion(
  ctx: AppContext,
  { id, version }: ScreenVersionInput,
): Promise<ScreenVersion & { code: string }> {
  const screen = await getScreenRow(ctx, id);
  const row = await getVersionRow(ctx, screen, version);
  return { ...toVersion(row, screen), code: row.code };
}

async function readScreens(ctx: AppContext, only: SQL | undefined): Promise<Screen[]> {
  const draft = alias(screenVersions, "draft");
  const published = alias(screenVersions, "published");
  const rows = await ctx.db
    .select({
      screen: screens,
      draft: { number: draft.number, code: draft.code },
      published: { number: published.number, code: published.code },
      taskCount: sql<number>`(select count(*)::int from tasks t where t.screen_id = ${screens.id} and t.deleted_at is null)`,
      usualDurationMs: sql<number | null>`(
        select percentile_cont(0.5) within group (order by last.duration_ms)::float8 from (
          select r.duration_ms from runs r where r.screen_id = ${screens.id} and r.status = 'completed'
          order by r.id desc limit 50) last)`,
    })
    .from(screens)
    .innerJoin(draft, eq(draft.id, screens.draftVersionId))
    .leftJoin(published, eq(published.id, screens.publishedVersionId))
    .where(and(eq(screens.appId, ctx.appId), isNull(screens.deletedAt), only))
    .orderBy(asc(screens.name), asc(screens.id));
  return rows.map((row) => ({
    id: row.screen.id,
    appId: row.screen.appId,
    name: row.screen.name,
    draftVersion: row.draft.number,
    publishedVersion: row.published?.number ?? null,
    taskCount: row.taskCount,
    usualDurationMs: row.usualDurationMs,
    createdAt: row.screen.createdAt.toISOString(),
    updatedAt: row.screen.updatedAt.toISOString(),
    code: row.draft.code,
    publishedCode: row.published?.code ?? null,
  }));
}
