import { findLineInput, getLogsInput, lineRefInput, listLinesInput } from "#domain/log.ts";
import { findLine, getLine, listEntries, listLines } from "../../services/logs/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

export const logsRouter = router({
  list: appProcedure.input(inApp(getLogsInput)).query(({ ctx, input }) => listEntries(ctx.app, input)),
  lines: appProcedure.input(inApp(listLinesInput)).query(({ ctx, input }) => listLines(ctx.app, input)),
  line: appProcedure.input(inApp(lineRefInput)).query(({ ctx, input }) => getLine(ctx.app, input)),
  findLine: appProcedure.input(inApp(findLineInput)).query(({ ctx, input }) => findLine(ctx.app, input)),
});
