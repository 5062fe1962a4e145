import type { Logger } from "pino";
import { z } from "zod";
import { badInput } from "#domain/errors.ts";
import { LOG_FORMATS, lineFilter } from "#domain/log.ts";
import { idSchema } from "#domain/schema.ts";
import { getAppRow } from "../services/apps/index.ts";
import { exportLines } from "../services/logs/index.ts";
import { type Context, enterApp, type Session } from "./context.ts";
import { refuseTokenInAddress } from "./door.ts";
import { fileAnswer, refusedFile } from "./file-answer.ts";
import { identify } from "./identify.ts";
import { accessTo } from "./init.ts";
import { limitMisses } from "./limit-misses.ts";
import { sourceOf } from "./source.ts";

interface LogExportDeps extends Pick<Context, "services" | "setup"> {
  log: Logger;
  getSession(headers: Headers): Promise<Session | null>;
}

const CONTENT_TYPES = { ndjson: "application/x-ndjson; charset=utf-8", csv: "text/csv; charset=utf-8" } as const;

const query = z.object({
  appId: z
    .string()
    .regex(/^\d{1,16}$/, { error: "appId must be an id." })
    .transform(Number)
    .pipe(idSchema("appId must be an id."))
    .optional(),
  format: z.enum(LOG_FORMATS, { error: 'format must be "ndjson" or "csv".' }),
  filter: z
    .string()
    .default("{}")
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: "custom", message: "filter must be JSON, as logs.lines takes it." });
        return z.NEVER;
      }
    })
    .pipe(lineFilter),
});

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
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) {
      const [issue] = asked.error.issues;
      throw badInput("INVALID_INPUT", issue!.message, issue!.path.join("."));
    }
    const { appId, format, filter } = asked.data;
    const context = { services, setup, caller, answer: {}, source: sourceOf(request.headers) };
    const app = await limitMisses(context, () => enterApp(context, appId, accessTo("logs.lines")));
    const { name } = await getAppRow(app, app.appId);
    const at = (await app.clock.now()).toISOString().slice(0, 19).replaceAll(":", "-");
    return fileAnswer(
      {
        contentType: CONTENT_TYPES[format],
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
