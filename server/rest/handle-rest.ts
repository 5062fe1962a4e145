import { getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import type { Logger } from "pino";
import type { ApiError } from "#domain/api/error.ts";
import type { Context } from "../trpc/context.ts";
import { answered, contextOf, corsHeaders, type DoorDeps, type Refusal, refusalOf } from "../trpc/door.ts";
import { toTrpcError } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";
import { type Match, matchPath } from "./match-path.ts";
import type { Method, Operation } from "./operation.ts";
import { readInput } from "./read-input.ts";
import { shapeOf } from "./shape.ts";

export const REST_PREFIX = "/api/v1";

export interface RestDeps extends DoorDeps {
  log: Logger;
}

const ALLOWED = { methods: "GET, POST, PUT, PATCH, DELETE", headers: "idempotency-key" };

/**
 * The REST way to the procedures that apps may call: the same as the tRPC one in who may ask, from where, for what and how
 * much, with methods and paths of its own. Which stand for what is one table, `operations/`.
 */
export async function handleRest(request: Request, deps: RestDeps): Promise<Response> {
  const cors = corsHeaders(request, ALLOWED);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  const answer: Context["answer"] = {};
  try {
    const match = find(request);
    if (match instanceof Response) return answered(match, cors);
    const refusal = refusalOf(request, hasBody(match, request));
    if (refusal) return answered(refused(refusal), cors);
    const context = await contextOf(request, deps, answer);
    const { input, wait } = await readInput(match, request);
    const { procedure, status } = callOf(match.operation, wait);
    const value = await call(procedure, input, context, request.signal);
    return answered(Response.json(value ?? null, { status: answer.status ?? status }), cors);
  } catch (error) {
    return answered(errorAnswer(error, request, deps.log), cors);
  }
}

/** With `?wait=true` another procedure answers. */
function callOf({ procedure, waiting, status = 200 }: Operation, wait: boolean) {
  return wait && waiting ? { procedure: waiting.procedure, status: 200 } : { procedure, status };
}

function find(request: Request): Match | Response {
  const { pathname } = new URL(request.url);
  const path = pathname.slice(REST_PREFIX.length);
  const found = matchPath((request.method === "HEAD" ? "GET" : request.method) as Method, path);
  if (!Array.isArray(found)) return found;
  if (found.length === 0)
    return errorOf(404, { status: "NOT_FOUND", message: "There is nothing here. /docs/api lists what there is." });
  const allow = [...new Set(found)].join(", ");
  const message = `${request.method} is not something that can be done here; ${allow} can.`;
  const response = errorOf(405, { status: "METHOD_NOT_ALLOWED", message });
  response.headers.set("allow", allow);
  return response;
}

/** An operation whose body may be left out takes a request without one; whatever is sent must be JSON. */
function hasBody({ operation }: Match, { headers, method }: Request): boolean {
  if (method === "GET" || method === "HEAD") return false;
  const isSent = ["content-type", "transfer-encoding"].some((name) => headers.has(name));
  return (
    isSent || Number(headers.get("content-length") ?? 0) > 0 || (shapeOf(operation).body?.required?.length ?? 0) > 0
  );
}

async function call(procedure: string, input: unknown, context: Context, signal: AbortSignal): Promise<unknown> {
  const caller: unknown = appRouter.createCaller(context, { signal });
  const found = procedure.split(".").reduce((at, name) => (at as Record<string, unknown>)[name], caller);
  return await (found as (input: unknown) => Promise<unknown>)(input);
}

const errorOf = (httpStatus: number, error: ApiError["error"]) => Response.json({ error }, { status: httpStatus });

const refused = ({ httpStatus, status, message }: Refusal) => errorOf(httpStatus, { status, message });

/** What went wrong, as the tRPC way tells it, without its envelope. */
function errorAnswer(thrown: unknown, request: Request, log: Logger): Response {
  const error = getTRPCErrorFromUnknown(toTrpcError(thrown));
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: undefined,
  });
  const { httpStatus, status, field, position, runId, error: cause, retryAfterS } = shape.data;
  const isOurs = httpStatus >= 500 && error.code === "INTERNAL_SERVER_ERROR";
  const { pathname } = new URL(request.url);
  if (isOurs) log.error({ path: pathname, error: String(error.cause?.stack ?? error) }, "a request failed");
  const response = errorOf(httpStatus, {
    status: status as ApiError["error"]["status"],
    message: isOurs ? "Something went wrong on our side. It was recorded; please try again." : shape.message,
    ...(field !== undefined && { field: nameOf(field, request) }),
    ...(position !== undefined && { position }),
    ...(runId !== undefined && { runId }),
    ...(cause !== undefined && { thrown: cause }),
  });
  if (retryAfterS !== undefined) response.headers.set("retry-after", String(retryAfterS));
  return response;
}

/** A field by the name that the request has for it. */
function nameOf(field: string, request: Request): string {
  const match = find(request);
  if (match instanceof Response) return field;
  const parameter = shapeOf(match.operation).parameters.find(({ target }) => target.join(".") === field);
  return parameter?.name ?? field;
}
