import {
  auditInput,
  backfillInput,
  describeInput,
  fireRefInput,
  loadInput,
  moveFireInput,
  parseInput,
  previewInput,
  timetableInput,
} from "#domain/schedule-input.ts";
import {
  appTimetable,
  auditSchedule,
  backfill,
  describeSchedule,
  loadAhead,
  moveFire,
  organizationTimetable,
  parseScheduleText,
  previewSchedule,
  schedulerHealth,
  skipFire,
  undoFire,
} from "../../services/schedules/index.ts";
import { appProcedure, inApp, knownProcedure, organizationProcedure, router } from "../init.ts";

export const schedulesRouter = router({
  preview: knownProcedure.input(inApp(previewInput)).query(({ ctx, input }) => previewSchedule(ctx.services, input)),
  describe: knownProcedure.input(inApp(describeInput)).query(({ ctx, input }) => describeSchedule(ctx.services, input)),
  parse: knownProcedure.input(inApp(parseInput)).query(({ input }) => parseScheduleText(input)),
  audit: appProcedure.input(inApp(auditInput)).query(({ ctx, input }) => auditSchedule(ctx.app, input)),
  timetable: appProcedure.input(inApp(timetableInput)).query(({ ctx, input }) => appTimetable(ctx.app, input)),
  load: appProcedure.input(inApp(loadInput)).query(({ ctx, input }) => loadAhead(ctx.app, input)),
  /** The timetable of all apps of the organisation. */
  organizationTimetable: organizationProcedure
    .input(timetableInput)
    .query(({ ctx, input }) => organizationTimetable(ctx.organization, input)),
  skipFire: appProcedure.input(inApp(fireRefInput)).mutation(({ ctx, input }) => skipFire(ctx.app, input)),
  moveFire: appProcedure.input(inApp(moveFireInput)).mutation(({ ctx, input }) => moveFire(ctx.app, input)),
  undoFire: appProcedure.input(inApp(fireRefInput)).mutation(({ ctx, input }) => undoFire(ctx.app, input)),
  backfill: appProcedure.input(inApp(backfillInput)).mutation(({ ctx, input }) => backfill(ctx.app, input)),
  health: organizationProcedure.query(({ ctx }) => schedulerHealth(ctx.services)),
});
