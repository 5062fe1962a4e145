import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { screens, screenVersions } from "#db/schema/index.ts";
import type {
  Screen,
  ScreenRefInput,
  ScreenSummary,
  ScreenVersion,
  ScreenVersionDetails,
  ScreenVersionInput,
} from "#domain/screen.ts";
import { completeSettings } from "#domain/screen-settings.ts";
import type { AppContext } from "../../context.ts";
import { contentOf, getScreenRow, getVersionRow, screenNotFound, toVersion } from "./internal.ts";
import { syntaxErrorOf } from "./parse-script.ts";

/** How many versions a list of versions shows. */
const VERSIONS_SHOWN = 100;

/** The app's screens by name, without what they hold. */
export async function listScreens(ctx: AppContext): Promise<ScreenSummary[]> {
  const found = await readScreens(ctx, undefined);
  return found.map(({ summary }) => summary);
}

/** @throws DomainError SCREEN_NOT_FOUND when the app has no such screen. */
export async function getScreen(ctx: AppContext, { id }: ScreenRefInput): Promise<Screen> {
  const [screen] = await readScreens(ctx, eq(screens.id, id));
  if (!screen) throw screenNotFound(id);
  return { ...screen.summary, ...screen.contents, syntaxError: syntaxErrorOf(screen.contents.code) };
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

/** One version with what it holds. */
export async function getVersion(ctx: AppContext, { id, version }: ScreenVersionInput): Promise<ScreenVersionDetails> {
  const screen = await getScreenRow(ctx, id);
  const row = await getVersionRow(ctx, screen, version);
  return { ...toVersion(row, screen), ...contentOf(row) };
}

async function readScreens(ctx: AppContext, only: SQL | undefined) {
  const draft = alias(screenVersions, "draft");
  const published = alias(screenVersions, "published");
  const rows = await ctx.db
    .select({
      screen: screens,
      draft: { number: draft.number, code: draft.code, html: draft.html, settings: draft.settings },
      published: {
        number: published.number,
        code: published.code,
        html: published.html,
        settings: published.settings,
      },
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
  return rows.map(({ screen, draft, published, taskCount, usualDurationMs }) => ({
    summary: {
      id: screen.id,
      appId: screen.appId,
      name: screen.name,
      draftVersion: draft.number,
      publishedVersion: published?.number ?? null,
      publishNeedsCases: screen.publishNeedsCases,
      taskCount,
      usualDurationMs,
      createdAt: screen.createdAt.toISOString(),
      updatedAt: screen.updatedAt.toISOString(),
    },
    contents: {
      ...contentOf(draft),
      publishedCode: published?.code ?? null,
      publishedHtml: published?.html ?? null,
      publishedSettings: published ? completeSettings(published.settings) : null,
    },
  }));
}
