import type { Logger } from "pino";
import { lineFilter } from "#domain/log.ts";
import { getAppRow } from "../services/apps/index.ts";
import { exportLines } from "../services/logs/index.ts";
import { type Context, enterApp, type Session } from "./context.ts";
import { refuseTokenInAddress } from "./door.ts";
import { askedOf, badQuery, EXPORT_CONTENT_TYPES, exportQuery } from "./export-query.ts";
import { fileAnswer, refusedFile } from "./file-answer.ts";
import { identify } from "./identify.ts";
import { accessTo } from "./init.ts";
import { limitMisses } from "./limit-misses.ts";
import { sourceOf } from "./source.ts";

interface LogExportDeps extends Pick<Context, "services" | "setup"> {
  log: Logger;
  getSession(headers: Headers): Promise<Session | null>;
}

const query = exportQuery(lineFilter, "logs.lines");

/**
 * The log as a file, sent as it is read: `?format=ndjson|csv&filter=<JSON of logs.lines' filters>`, for a person signed in
 * who names the app with `?appId=`, or a token of the app with the scope logs:read.
 */
export async function handleLogExport(
  request: Request,
  { services, setup, log, getSession }: LogExportDeps,
): Promise<Response> {
  try {
    refuseTokenInAddress(request);
    const caller = await identify(services, request.headers, () => getSession(request.headers));
    const asked = query.safeParse(askedOf(request));
    if (!asked.success) throw badQuery(asked.error);
    const { appId, format, filter } = asked.data;
    const context = { services, setup, caller, answer: {}, source: sourceOf(request.headers) };
    const app = await limitMisses(context, () => enterApp(context, appId, accessTo("logs.lines")));
    const { name } = await getAppRow(app, app.appId);
    const at = (await app.clock.now()).toISOString().slice(0, 19).replaceAll(":", "-");
    return fileAnswer(
      {
        contentType: EXPORT_CONTENT_TYPES[format],
        plainName: `log-app-${app.appId}-${at}Z.${format}`,
        name: `log ${name} ${at}Z.${format}`,
        parts: exportLines(app, filter, format),
      },
      log,
    );
  } catch (error) {
    return refusedFile(error, log);
  }
}
