import { and, asc, count, eq, ne } from "drizzle-orm";
import { apps, savedViews } from "#db/schema/index.ts";
import { conflict, notFound } from "#domain/errors.ts";
import {
  type ListSavedViewsInput,
  SAVED_VIEWS_MAX,
  type SavedView,
  type SavedViewRefInput,
  type SaveViewInput,
} from "#domain/saved-view.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";

const SHOWN = {
  id: savedViews.id,
  page: savedViews.page,
  name: savedViews.name,
  query: savedViews.query,
  createdBy: savedViews.createdBy,
};

/** The views of a page that people of the app have saved, by name. */
export function listSavedViews(ctx: AppContext, { page }: ListSavedViewsInput): Promise<SavedView[]> {
  return ctx.db
    .select(SHOWN)
    .from(savedViews)
    .where(and(eq(savedViews.appId, ctx.appId), eq(savedViews.page, page)))
    .orderBy(asc(savedViews.name), asc(savedViews.id));
}

/**
 * Keeps a view under its name, for everybody who works on the app; one that has the name is replaced.
 *
 * @throws DomainError VIEW_LIMIT_REACHED.
 */
export async function saveView(ctx: AppContext, { page, name, query }: SaveViewInput): Promise<SavedView> {
  return inTransaction(ctx, async (tx) => {
    // Held, so that views saved at the same moment count one after the other.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const ofPage = and(eq(savedViews.appId, tx.appId), eq(savedViews.page, page));
    const [others] = await tx.db
      .select({ count: count() })
      .from(savedViews)
      .where(and(ofPage, ne(savedViews.name, name)));
    if ((others?.count ?? 0) >= SAVED_VIEWS_MAX) {
      throw conflict(
        "VIEW_LIMIT_REACHED",
        `This app keeps ${SAVED_VIEWS_MAX} views of this page, and no more. Remove one that is no longer used.`,
        "name",
      );
    }
    const [before] = await tx.db
      .select()
      .from(savedViews)
      .where(and(ofPage, eq(savedViews.name, name)));
    const createdBy = actorName(tx.actor);
    const [saved] = await tx.db
      .insert(savedViews)
      .values({ appId: tx.appId, page, name, query, createdBy })
      .onConflictDoUpdate({
        target: [savedViews.appId, savedViews.page, savedViews.name],
        set: { query, createdBy },
      })
      .returning(SHOWN);
    if (before?.query !== query)
      await recordInApp(tx, {
        action: "save-view",
        before: before && { view: audited(before) },
        after: { view: audited(saved!) },
      });
    return saved!;
  });
}

/** Removes a view for everybody. @throws DomainError VIEW_NOT_FOUND */
export async function removeSavedView(ctx: AppContext, { id }: SavedViewRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [removed] = await tx.db
      .delete(savedViews)
      .where(and(eq(savedViews.id, id), eq(savedViews.appId, tx.appId)))
      .returning(SHOWN);
    if (!removed) throw notFound("VIEW_NOT_FOUND", `There is no saved view with id ${id} in this app.`, "id");
    await recordInApp(tx, { action: "remove-view", before: { view: audited(removed) } });
    return { id: removed.id };
  });
}

const audited = ({ page, name, query }: SavedView) => ({ page, name, query });
