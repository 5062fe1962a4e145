import { tracked } from "@trpc/server";
import {
  findLineInput,
  getLogsInput,
  type LogLine,
  lineRefInput,
  listLinesInput,
  streamLinesInput,
} from "#domain/log.ts";
import { findLine, getLine, listEntries, listLines, openLineStream } from "../../services/logs/index.ts";
import { appProcedure, inApp, router, streamed } from "../init.ts";

export const logsRouter = router({
  list: appProcedure.input(inApp(getLogsInput)).query(({ ctx, input }) => listEntries(ctx.app, input)),
  lines: appProcedure.input(inApp(listLinesInput)).query(({ ctx, input }) => listLines(ctx.app, input)),
  /** What is written from now on, as server-sent events; each has its line's id. */
  stream: appProcedure.input(inApp(streamLinesInput)).subscription(async ({ input, ...call }) => {
    const open = await openLineStream(call.ctx.app, input);
    return withIds(streamed(call, (signal) => open({ signal })));
  }),
  line: appProcedure.input(inApp(lineRefInput)).query(({ ctx, input }) => getLine(ctx.app, input)),
  findLine: appProcedure.input(inApp(findLineInput)).query(({ ctx, input }) => findLine(ctx.app, input)),
});

async function* withIds(lines: AsyncIterable<LogLine>) {
  for await (const line of lines) yield tracked(String(line.id), line);
}
