import { and, eq, isNull, sql } from "drizzle-orm";
import { screens, screenVersions, tasks } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import type { CreateScreenInput, SaveDraftInput, Screen, ScreenRefInput, ScreenVersionInput } from "#domain/screen.ts";
import { completeSettings, sameContent } from "#domain/screen-settings.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { addVersion, contentOf, getScreenRow, getVersionRow, targetOf } from "./internal.ts";
import { getScreen } from "./read-screens.ts";

/** Creates a screen whose first version is its draft; nothing is published yet. */
export async function createScreen(
  ctx: AppContext,
  { name, code = "", html = "", settings = {} }: CreateScreenInput,
): Promise<Screen> {
  const id = await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.insert(screens).values({ appId: tx.appId, name }).returning({ id: screens.id });
    await addVersion(tx, row!.id, { code, html, settings: completeSettings(settings) });
    await recordChange(tx, { action: "create", target: { kind: "screen", id: row!.id, name }, after: { name } });
    return row!.id;
  });
  return getScreen(ctx, { id });
}

/**
 * Saves the code as a new version, the draft. Page and settings that are left out stay as the draft has them. What did
 * not change makes no version.
 *
 * @throws DomainError INVALID_INPUT (409) when someone else saved a draft after `baseVersion`.
 */
export async function saveDraft(
  ctx: AppContext,
  { id, code, html, settings, name, baseVersion }: SaveDraftInput,
): Promise<Screen> {
  await inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    const [draft] = await tx.db.select().from(screenVersions).where(eq(screenVersions.id, screen.draftVersionId!));
    const before = contentOf(draft!);
    const after = { code, html: html ?? before.html, settings: { ...before.settings, ...settings } };
    const isChanged = !sameContent(before, after);
    if (baseVersion !== undefined && draft!.number !== baseVersion && isChanged) {
      throw conflict(
        "INVALID_INPUT",
        `Someone saved version ${draft!.number} of "${screen.name}" after you opened version ${baseVersion}. Compare the two before you save over it.`,
        "baseVersion",
      );
    }
    if (isChanged) await addVersion(tx, screen.id, after);
    if (name !== undefined && name !== screen.name)
      await tx.db.update(screens).set({ name, updatedAt: sql`now()` }).where(eq(screens.id, screen.id));
    await recordChange(tx, {
      action: "update",
      target: { kind: "screen", id: screen.id, name: name ?? screen.name },
      before: { name: screen.name, draftVersion: draft!.number },
      after: { name: name ?? screen.name, draftVersion: isChanged ? draft!.number + 1 : draft!.number },
    });
  });
  return getScreen(ctx, { id });
}

/** Makes an old version's code, page and settings the draft again, as a new version: nothing is overwritten, so it can be undone. */
export async function restoreVersion(ctx: AppContext, { id, version }: ScreenVersionInput): Promise<Screen> {
  await inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    await addVersion(tx, screen.id, contentOf(await getVersionRow(tx, screen, version)));
    await recordChange(tx, { action: "restore", target: targetOf(screen), after: { restoredVersion: version } });
  });
  return getScreen(ctx, { id });
}

/**
 * Removes a screen from the studio. Runs keep the versions that they ran.
 *
 * @throws DomainError SCREEN_IN_USE while a task names the screen.
 */
export async function removeScreen(ctx: AppContext, { id }: ScreenRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    const users = await tx.db
      .select({ name: tasks.name })
      .from(tasks)
      .where(and(eq(tasks.screenId, screen.id), isNull(tasks.deletedAt)));
    if (users.length > 0) {
      throw conflict(
        "SCREEN_IN_USE",
        `"${screen.name}" is run by ${users.map((task) => task.name).join(", ")}. Point those tasks at another screen or remove them first.`,
        "id",
      );
    }
    await tx.db.update(screens).set({ deletedAt: sql`now()` }).where(eq(screens.id, screen.id));
    await recordChange(tx, { action: "remove", target: targetOf(screen), before: { name: screen.name } });
    return { id: screen.id };
  });
}
