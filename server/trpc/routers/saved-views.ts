import { listSavedViewsInput, savedViewRefInput, saveViewInput } from "#domain/saved-view.ts";
import { listSavedViews, removeSavedView, saveView } from "../../services/saved-views/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

const studio = appProcedure("studio");

/** Views of the studio's lists, shared by the people of an app. */
export const savedViewsRouter = router({
  list: studio.input(inApp(listSavedViewsInput)).query(({ ctx, input }) => listSavedViews(ctx.app, input)),
  save: studio.input(inApp(saveViewInput)).mutation(({ ctx, input }) => saveView(ctx.app, input)),
  remove: studio.input(inApp(savedViewRefInput)).mutation(({ ctx, input }) => removeSavedView(ctx.app, input)),
});
