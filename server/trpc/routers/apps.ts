import { appRefInput, createAppInput, updateAppInput } from "#domain/app.ts";
import { createApp, getApp, listApps, removeApp, updateApp } from "../../services/apps/index.ts";
import { asOrganization } from "../context.ts";
import { accessTo, namedAppProcedure, organizationProcedure, router } from "../init.ts";

export const appsRouter = router({
  list: organizationProcedure.query(({ ctx }) => listApps(ctx.organization)),
  get: namedAppProcedure.input(appRefInput).query(({ ctx, input }) => getApp(ctx.organization, input)),
  create: organizationProcedure.input(createAppInput).mutation(({ ctx, input }) => createApp(ctx.organization, input)),
  update: namedAppProcedure.input(updateAppInput).mutation(({ ctx, input }) => {
    if (input.limits) asOrganization(ctx, accessTo("apps.update.limits"));
    return updateApp(ctx.organization, input);
  }),
  remove: namedAppProcedure.input(appRefInput).mutation(({ ctx, input }) => removeApp(ctx.organization, input)),
});
