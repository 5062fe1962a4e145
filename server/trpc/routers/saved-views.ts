import { listSavedViewsInput, savedViewRefInput, saveViewInput } from "#domain/saved-view.ts";
import { listSavedViews, removeSavedView, saveView } from "../../services/saved-views/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

/** Views of the studio's lists, shared by the people of an app. */
export const savedViewsRouter = router({
  list: appProcedure.input(inApp(listSavedViewsInput)).query(({ ctx, input }) => listSavedViews(ctx.app, input)),
  save: appProcedure.input(inApp(saveViewInput)).mutation(({ ctx, input }) => saveView(ctx.app, input)),
  remove: appProcedure.input(inApp(savedViewRefInput)).mutation(({ ctx, input }) => removeSavedView(ctx.app, input)),
});
