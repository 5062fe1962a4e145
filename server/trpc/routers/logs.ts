import { getLogsInput, listLinesInput } from "#domain/log.ts";
import { listEntries, listLines } from "../../services/logs/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

const read = appProcedure("logs:read");

export const logsRouter = router({
  list: read.input(inApp(getLogsInput)).query(({ ctx, input }) => listEntries(ctx.app, input)),
  lines: read.input(inApp(listLinesInput)).query(({ ctx, input }) => listLines(ctx.app, input)),
});
