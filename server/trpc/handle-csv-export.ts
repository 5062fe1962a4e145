import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Logger } from "pino";
import { dataSourceRef } from "#domain/data-source.ts";
import { badInput, isDomainError } from "#domain/errors.ts";
import { exportCsv } from "../services/data-sources/index.ts";
import { type Context, enterApp, identify, type Session } from "./context.ts";
import { toTrpcError } from "./init.ts";

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
    const caller = await identify(services, request.headers, () => getSession(request.headers));
    const appId = new URL(request.url).searchParams.get("appId");
    const context = { services, setup, caller, answer: {} };
    const app = await enterApp(context, appId === null ? undefined : idOf(appId, "appId"), "data:read");
    const { name, parts } = await exportCsv(app, { id: idOf(id, "id") });
    return new Response(streamOf(parts, log), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="data-source-${id}.csv"; filename*=UTF-8''${encodeRfc5987(`${name}.csv`)}`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refusal(error, log);
  }
}

function idOf(text: string, field: string): number {
  const id = dataSourceRef.safeParse({ id: /^\d{1,16}$/.test(text) ? Number(text) : null });
  if (!id.success) throw badInput("INVALID_INPUT", `${field} must be an id.`, field);
  return id.data.id;
}

function streamOf(parts: AsyncGenerator<string>, log: Logger): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // The status is sent already: a file that breaks off is what the reader sees.
        log.error({ error: String(error) }, "an export broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

function refusal(error: unknown, log: Logger): Response {
  const told = toTrpcError(error);
  const httpStatus = told instanceof TRPCError ? getHTTPStatusCodeFromError(told) : 500;
  if (!isDomainError(error)) log.error({ error: String(error) }, "an export failed");
  const message = isDomainError(error) ? error.message : "Something went wrong on our side. Please try again.";
  const status = isDomainError(error) ? error.status : "INTERNAL";
  return Response.json({ error: { message, data: { httpStatus, status } } }, { status: httpStatus });
}

/** A file name in a header, RFC 5987. */
const encodeRfc5987 = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
