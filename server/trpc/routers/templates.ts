import { useTemplateInput } from "#domain/template.ts";
import { listTemplates, useTemplate } from "../../services/templates/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const templatesRouter = router({
  list: appProcedure.input(appOnly).query(() => listTemplates()),
  use: appProcedure.input(inApp(useTemplateInput)).mutation(({ ctx, input }) => useTemplate(ctx.app, input)),
});
