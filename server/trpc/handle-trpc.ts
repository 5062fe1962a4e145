import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Logger } from "pino";
import { isDomainError } from "#domain/errors.ts";
import type { Context } from "./context.ts";
import { answered, contextOf, corsHeaders, type DoorDeps, type Refusal, refusalOf, TOO_LARGE } from "./door.ts";
import { sayFailed, toTrpcError } from "./init.ts";
import { readText } from "./read-text.ts";
import { appRouter } from "./root.ts";

export interface TrpcDeps extends DoorDeps {
  log: Logger;
}

/**
 * The tRPC endpoint. Pages of other origins may call it with a token that lists their origin, never with a cookie:
 * cross-origin answers carry no credentials, and a call that relies on the cookie must come from our own pages.
 */
export async function handleTrpc(request: Request, { log, ...deps }: TrpcDeps): Promise<Response> {
  const cors = corsHeaders(request, { methods: "GET, POST", headers: "trpc-accept, trpc-batch-mode" });
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  const refusal = refusalOf(request);
  if (refusal) return answered(refused(refusal), cors);
  const bounded = await withinBounds(request);
  if (bounded === null) return answered(refused(TOO_LARGE), cors);

  const answer: Context["answer"] = {};
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: bounded,
    router: appRouter,
    createContext: () =>
      contextOf(request, deps, answer).catch((cause) => {
        const error = toTrpcError(cause);
        if (error instanceof TRPCError) sayFailed(answer, error);
        throw error;
      }),
    responseMeta: ({ errors }) => {
      const cause = errors[0]?.cause;
      const retryAfterS = isDomainError(cause) ? cause.retryAfterS : answer.retryAfterS;
      return {
        ...(answer.status !== undefined && errors.length === 0 && { status: answer.status }),
        headers: new Headers(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
      };
    },
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        log.error({ path, error: String(error.cause?.stack ?? error) }, "a request failed");
    },
  });
  return answered(response, cors);
}

function refused({ httpStatus, status, message }: Refusal): Response {
  const error = { message, code: -32600, data: { httpStatus, status } };
  return Response.json({ error }, { status: httpStatus });
}

/** The request, its body read within bounds where it did not say how long that is; null when it is too long. */
async function withinBounds(request: Request): Promise<Request | null> {
  if (request.body === null || request.headers.has("content-length")) return request;
  const { url, method, headers, signal } = request;
  try {
    return new Request(url, { method, headers, signal, body: await readText(request) });
  } catch (error) {
    if (isDomainError(error) && error.kind === "too_large") return null;
    throw error;
  }
}
