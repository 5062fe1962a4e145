import { overviewInput } from "#domain/task-stats.ts";
import { getOverview } from "../../services/stats/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

export const overviewRouter = router({
  get: appProcedure.input(inApp(overviewInput)).query(({ ctx, input }) => getOverview(ctx.app, input)),
});
