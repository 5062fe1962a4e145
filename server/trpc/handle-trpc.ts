import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Logger } from "pino";
import { isDomainError } from "#domain/errors.ts";
import { PAYLOAD_BYTES_MAX } from "#domain/limits.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import type { SignedIn } from "../services/members/index.ts";
import type { Context, Session } from "./context.ts";
import { identify, isOwnOrigin } from "./identify.ts";
import { toTrpcError } from "./init.ts";
import { appRouter } from "./root.ts";
import { sourceOf } from "./source.ts";

/** A batch may carry several payloads; beyond this nothing honest is in it. */
const BODY_BYTES_MAX = 4 * PAYLOAD_BYTES_MAX;

export interface TrpcDeps extends Pick<Context, "services" | "setup"> {
  log: Logger;
  /** Who the request's cookie says is there. */
  getSession(headers: Headers): Promise<Session | null>;
  /** The same, whether or not they belong to an organisation. */
  getPerson?(headers: Headers): Promise<SignedIn | null>;
}

/**
 * The tRPC endpoint. Pages of other origins may call it with a token that lists their origin, never with a cookie:
 * cross-origin answers carry no credentials, and a call that relies on the cookie must come from our own pages.
 */
export async function handleTrpc(
  request: Request,
  { services, setup, log, getSession, getPerson }: TrpcDeps,
): Promise<Response> {
  const cors = corsHeaders(request);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  const refusal = refuse(request);
  if (refusal) return withHeaders(refusal, cors);

  const answer: Context["answer"] = {};
  const identifyCaller = () => identify(services, request.headers, () => getSession(request.headers));
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async () => ({
      services,
      setup,
      answer,
      source: sourceOf(request.headers),
      ...(getPerson && { person: () => getPerson(request.headers) }),
      identifyAgain: identifyCaller,
      caller: await identifyCaller().catch((error) => {
        throw toTrpcError(error);
      }),
    }),
    responseMeta: ({ errors }) => {
      const cause = errors[0]?.cause;
      const retryAfterS = isDomainError(cause) ? cause.retryAfterS : undefined;
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
  return withHeaders(response, cors);
}

function corsHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null || isOwnOrigin(origin, request.headers)) return { vary: "origin" };
  // The preflight cannot carry the token, so it is answered for everybody; the call itself is refused without one that
  // lists the origin. No credentials: a page of another origin never acts with somebody's cookie.
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": `authorization, content-type, ${USER_TOKEN_HEADER}, trpc-accept, trpc-batch-mode`,
    "access-control-expose-headers": "retry-after",
    "access-control-max-age": "600",
  };
}

function refuse(request: Request): Response | null {
  const { headers, method } = request;
  const hasToken = headers.has("authorization");
  const origin = headers.get("origin");
  if (!hasToken && origin !== null && !isOwnOrigin(origin, headers)) {
    return plainError(
      401,
      "UNAUTHORIZED",
      "A page of another origin needs a token of the app: Authorization: Bearer <token>.",
    );
  }
  if (method !== "POST") return null;
  if (!headers.get("content-type")?.toLowerCase().startsWith("application/json")) {
    return plainError(415, "INVALID_INPUT", "Send JSON: Content-Type: application/json.");
  }
  if (Number(headers.get("content-length") ?? 0) > BODY_BYTES_MAX) {
    return plainError(413, "PAYLOAD_TOO_LARGE", "The request is too large: a payload may have at most 1 MiB of JSON.");
  }
  return null;
}

const plainError = (httpStatus: number, status: string, message: string) =>
  Response.json({ error: { message, code: -32600, data: { httpStatus, status } } }, { status: httpStatus });

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cache-control", "no-store");
  return response;
}
