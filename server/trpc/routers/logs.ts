import { findLineInput, getLogsInput, lineRefInput, listLinesInput } from "#domain/log.ts";
import { findLine, getLine, listEntries, listLines } from "../../services/logs/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

const read = appProcedure("logs:read");

export const logsRouter = router({
  list: read.input(inApp(getLogsInput)).query(({ ctx, input }) => listEntries(ctx.app, input)),
  lines: read.input(inApp(listLinesInput)).query(({ ctx, input }) => listLines(ctx.app, input)),
  line: read.input(inApp(lineRefInput)).query(({ ctx, input }) => getLine(ctx.app, input)),
  findLine: read.input(inApp(findLineInput)).query(({ ctx, input }) => findLine(ctx.app, input)),
});
