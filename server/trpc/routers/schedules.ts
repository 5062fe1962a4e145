import { auditInput, describeInput, previewInput } from "#domain/schedule-input.ts";
import { auditSchedule, describeSchedule, previewSchedule } from "../../services/schedules/index.ts";
import { appProcedure, inApp, knownProcedure, router } from "../init.ts";

export const schedulesRouter = router({
  preview: knownProcedure.input(inApp(previewInput)).query(({ ctx, input }) => previewSchedule(ctx.services, input)),
  describe: knownProcedure.input(inApp(describeInput)).query(({ ctx, input }) => describeSchedule(ctx.services, input)),
  audit: appProcedure("logs:read")
    .input(inApp(auditInput))
    .query(({ ctx, input }) => auditSchedule(ctx.app, input)),
});
