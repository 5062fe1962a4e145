import type { Logger } from "pino";
import { dataSourceRef } from "#domain/data-source.ts";
import { badInput } from "#domain/errors.ts";
import { exportCsv } from "../services/data-sources/index.ts";
import { type Context, enterApp, type Session } from "./context.ts";
import { refuseTokenInAddress } from "./door.ts";
import { fileAnswer, refusedFile } from "./file-answer.ts";
import { identify } from "./identify.ts";
import { accessTo } from "./init.ts";
import { limitMisses } from "./limit-misses.ts";
import { sourceOf } from "./source.ts";

interface CsvExportDeps extends Pick<Context, "services" | "setup"> {
  log: Logger;
  getSession(headers: Headers): Promise<Session | null>;
}

/**
 * A data source as a CSV file, sent as it is read: for a person signed in who names the app with `?appId=`, or a token of
 * the app with the scope data:read.
 */
export async function handleCsvExport(
  request: Request,
  id: string,
  { services, setup, log, getSession }: CsvExportDeps,
): Promise<Response> {
  try {
    refuseTokenInAddress(request);
    const caller = await identify(services, request.headers, () => getSession(request.headers));
    const appId = new URL(request.url).searchParams.get("appId");
    const context = { services, setup, caller, answer: {}, source: sourceOf(request.headers) };
    const { name, parts } = await limitMisses(context, async () => {
      const app = await enterApp(
        context,
        appId === null ? undefined : idOf(appId, "appId"),
        accessTo("dataSources.find"),
      );
      return exportCsv(app, { id: idOf(id, "id") });
    });
    const contentType = "text/csv; charset=utf-8";
    return fileAnswer({ contentType, plainName: `data-source-${id}.csv`, name: `${name}.csv`, parts }, log);
  } catch (error) {
    return refusedFile(error, log);
  }
}

function idOf(text: string, field: string): number {
  const id = dataSourceRef.safeParse({ id: /^\d{1,16}$/.test(text) ? Number(text) : null });
  if (!id.success) throw badInput("INVALID_INPUT", `${field} must be an id.`, field);
  return id.data.id;
}
