import type { Logger } from "pino";
import { auditFilter } from "#domain/audit.ts";
import { exportAudit } from "../services/audit/index.ts";
import { asOrganization, type Context, enterApp, type Session } from "./context.ts";
import { refuseTokenInAddress } from "./door.ts";
import { askedOf, badQuery, EXPORT_CONTENT_TYPES, exportQuery } from "./export-query.ts";
import { fileAnswer, refusedFile } from "./file-answer.ts";
import { identify } from "./identify.ts";
import { accessTo } from "./init.ts";
import { limitMisses } from "./limit-misses.ts";
import { sourceOf } from "./source.ts";

interface AuditExportDeps extends Pick<Context, "services" | "setup"> {
  log: Logger;
  getSession(headers: Headers): Promise<Session | null>;
}

const query = exportQuery(auditFilter, "audit.list");

/**
 * The audit trail as a file, sent as it is read: `?format=ndjson|csv&filter=<JSON of audit.list's filters>`, of one app with
 * `?appId=`, for people who may list it.
 */
export async function handleAuditExport(
  request: Request,
  { services, setup, log, getSession }: AuditExportDeps,
): Promise<Response> {
  try {
    refuseTokenInAddress(request);
    const caller = await identify(services, request.headers, () => getSession(request.headers));
    const context = { services, setup, caller, answer: {}, source: sourceOf(request.headers) };
    const access = accessTo("audit.list");
    const asked = query.safeParse(askedOf(request));
    if (!asked.success) {
      // Who asks is judged before what they ask for.
      asOrganization(context, access);
      throw badQuery(asked.error);
    }
    const { appId, format, filter } = asked.data;
    const tenant = await limitMisses(context, async () =>
      appId === undefined ? asOrganization(context, access) : enterApp(context, appId, access),
    );
    const at = (await services.clock.now()).toISOString().slice(0, 19).replaceAll(":", "-");
    const name = `audit-${appId === undefined ? "organisation" : `app-${appId}`}-${at}Z.${format}`;
    return fileAnswer(
      {
        contentType: EXPORT_CONTENT_TYPES[format],
        plainName: name,
        name,
        parts: exportAudit(tenant, { appId, filter, format }),
      },
      log,
    );
  } catch (error) {
    return refusedFile(error, log);
  }
}
