import { appRefInput, createAppInput, updateAppInput } from "#domain/app.ts";
import { createApp, getApp, listApps, removeApp, updateApp } from "../../services/apps/index.ts";
import { organizationProcedure, router } from "../init.ts";

export const appsRouter = router({
  list: organizationProcedure.query(({ ctx }) => listApps(ctx.organization)),
  get: organizationProcedure.input(appRefInput).query(({ ctx, input }) => getApp(ctx.organization, input)),
  create: organizationProcedure.input(createAppInput).mutation(({ ctx, input }) => createApp(ctx.organization, input)),
  update: organizationProcedure.input(updateAppInput).mutation(({ ctx, input }) => updateApp(ctx.organization, input)),
  remove: organizationProcedure.input(appRefInput).mutation(({ ctx, input }) => removeApp(ctx.organization, input)),
});
