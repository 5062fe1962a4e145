import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Logger } from "pino";
import { isDomainError } from "#domain/errors.ts";
import { toTrpcError } from "./init.ts";

/** An answer for other systems: JSON, not to be kept by anybody on the way. */
export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", ...headers },
  });

/** What went wrong, as far as it is the caller's to know; anything unknown is logged and stays behind. */
export function refusedAnswer(error: unknown, log: Logger): Response {
  const mapped = toTrpcError(error);
  if (!isDomainError(error) || !(mapped instanceof TRPCError)) {
    log.error({ error: String((error as Error)?.stack ?? error) }, "a request failed");
    return jsonAnswer(
      {
        error: { status: "INTERNAL", message: "Something went wrong on our side. It was recorded; please try again." },
      },
      500,
    );
  }
  const { status, message, field, retryAfterS } = error;
  return jsonAnswer(
    { error: { status, message, ...(field !== undefined && { field }) } },
    getHTTPStatusCodeFromError(mapped),
    retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) },
  );
}
