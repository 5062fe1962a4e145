import type { Logger } from "pino";
import { z } from "zod";
import { AUDIT_FORMATS, auditFilter } from "#domain/audit.ts";
import { badInput } from "#domain/errors.ts";
import { idSchema } from "#domain/schema.ts";
import { exportAudit } from "../services/audit/index.ts";
import { asOrganization, type Context, enterApp, type Session } from "./context.ts";
import { refuseTokenInAddress } from "./door.ts";
import { fileAnswer, refusedFile } from "./file-answer.ts";
import { identify } from "./identify.ts";
import { accessTo } from "./init.ts";
import { limitMisses } from "./limit-misses.ts";
import { sourceOf } from "./source.ts";

interface AuditExportDeps extends Pick<Context, "services" | "setup"> {
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
  format: z.enum(AUDIT_FORMATS, { error: 'format must be "ndjson" or "csv".' }),
  filter: z
    .string()
    .default("{}")
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: "custom", message: "filter must be JSON, as audit.list takes it." });
        return z.NEVER;
      }
    })
    .pipe(auditFilter),
});

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
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) {
      // Who asks is judged before what they ask for.
      asOrganization(context, access);
      const [issue] = asked.error.issues;
      throw badInput("INVALID_INPUT", issue!.message, issue!.path.join("."));
    }
    const { appId, format, filter } = asked.data;
    const tenant = await limitMisses(context, async () =>
      appId === undefined ? asOrganization(context, access) : enterApp(context, appId, access),
    );
    const at = (await services.clock.now()).toISOString().slice(0, 19).replaceAll(":", "-");
    const name = `audit-${appId === undefined ? "organisation" : `app-${appId}`}-${at}Z.${format}`;
    return fileAnswer(
      {
        contentType: CONTENT_TYPES[format],
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
