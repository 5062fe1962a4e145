import { and, eq, isNull, sql } from "drizzle-orm";
import { type ScreenRow, type ScreenVersionRow, screens, screenVersions } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { Screen, ScreenVersion } from "#domain/screen.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { completeSettings, sparseSettings } from "#domain/screen-settings.ts";
import { type AppContext, actorName } from "../../context.ts";

export const screenNotFound = (id: number, field = "id") =>
  notFound("SCREEN_NOT_FOUND", `There is no screen with id ${id} in this app.`, field);

/** @throws DomainError SCREEN_NOT_FOUND when the app has no such screen. */
export async function getScreenRow(
  ctx: AppContext,
  id: number,
  options: { field?: string; lock?: boolean } = {},
): Promise<ScreenRow> {
  const query = ctx.db
    .select()
    .from(screens)
    .where(and(eq(screens.id, id), eq(screens.appId, ctx.appId), isNull(screens.deletedAt)));
  const [row] = await (options.lock ? query.for("no key update") : query);
  if (!row) throw screenNotFound(id, options.field);
  return row;
}

/** @throws DomainError VERSION_NOT_FOUND when the screen has no such version. */
export async function getVersionRow(ctx: AppContext, screen: ScreenRow, number: number): Promise<ScreenVersionRow> {
  const [row] = await ctx.db
    .select()
    .from(screenVersions)
    .where(and(eq(screenVersions.screenId, screen.id), eq(screenVersions.number, number)));
  if (!row) throw notFound("VERSION_NOT_FOUND", `The screen "${screen.name}" has no version ${number}.`, "version");
  return row;
}

/** Number of the version that a screen has published; null when there is none. */
export async function publishedNumber(ctx: AppContext, publishedVersionId: number | null): Promise<number | null> {
  if (publishedVersionId === null) return null;
  const [row] = await ctx.db
    .select({ number: screenVersions.number })
    .from(screenVersions)
    .where(eq(screenVersions.id, publishedVersionId));
  return row!.number;
}

/** Adds a version and makes it the draft; the caller holds the screen's lock. */
export async function addVersion(
  ctx: AppContext,
  screenId: number,
  { code, html, settings }: ScreenContent,
): Promise<ScreenVersionRow> {
  const [version] = await ctx.db
    .insert(screenVersions)
    .values({
      appId: ctx.appId,
      screenId,
      number: sql`(select coalesce(max(number), 0) + 1 from screen_versions where screen_id = ${screenId})`,
      code,
      html,
      settings: sparseSettings(settings),
      createdBy: actorName(ctx.actor),
    })
    .returning();
  await ctx.db
    .update(screens)
    .set({ draftVersionId: version!.id, updatedAt: sql`now()` })
    .where(eq(screens.id, screenId));
  return version!;
}

/** What a version holds, with the settings that its row leaves out. */
export const contentOf = ({ code, html, settings }: Pick<ScreenVersionRow, "code" | "html" | "settings">) => ({
  code,
  html,
  settings: completeSettings(settings),
});

export const toVersion = (
  row: ScreenVersionRow,
  screen: Pick<Screen, "id"> & { publishedVersionId: number | null },
): ScreenVersion => ({
  id: row.id,
  screenId: screen.id,
  number: row.number,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  isPublished: row.id === screen.publishedVersionId,
});

/** The screen as the audit trail names it. */
export const targetOf = ({ id, name }: ScreenRow) => ({ kind: "screen" as const, id, name });
