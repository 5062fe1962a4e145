import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Logger } from "pino";
import { isDomainError } from "#domain/errors.ts";
import { toTrpcError } from "./init.ts";

interface FileAnswer {
  contentType: string;
  /** In letters that every browser takes. */
  plainName: string;
  /** The name as it should be, where a browser reads RFC 5987. */
  name: string;
  parts: AsyncGenerator<string>;
}

/** A file to download, sent as its parts are made; when the client leaves, no more are made. */
export function fileAnswer({ contentType, plainName, name, parts }: FileAnswer, log: Logger): Response {
  return new Response(streamOf(parts, log), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeRfc5987(name)}`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
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

/** Why there is no file, in the shape of the API's other errors. */
export function refusedFile(error: unknown, log: Logger): Response {
  const told = toTrpcError(error);
  const httpStatus = told instanceof TRPCError ? getHTTPStatusCodeFromError(told) : 500;
  if (!isDomainError(error)) log.error({ error: String(error) }, "an export failed");
  const message = isDomainError(error) ? error.message : "Something went wrong on our side. Please try again.";
  const status = isDomainError(error) ? error.status : "INTERNAL";
  const retryAfterS = isDomainError(error) ? error.retryAfterS : undefined;
  return Response.json(
    { error: { message, data: { httpStatus, status } } },
    { status: httpStatus, ...(retryAfterS !== undefined && { headers: { "retry-after": String(retryAfterS) } }) },
  );
}

/** A file name in a header, RFC 5987. */
const encodeRfc5987 = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
