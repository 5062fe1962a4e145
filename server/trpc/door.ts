import { badInput } from "#domain/errors.ts";
import { PAYLOAD_BYTES_MAX } from "#domain/limits.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import type { SignedIn } from "../services/members/index.ts";
import type { Context, Session } from "./context.ts";
import { identify, isOwnOrigin } from "./identify.ts";
import { sourceOf } from "./source.ts";

/** A batch may carry several payloads; beyond this nothing honest is in it. */
export const BODY_BYTES_MAX = 2 * PAYLOAD_BYTES_MAX;

export interface DoorDeps extends Pick<Context, "services" | "setup"> {
  /** Who the request's cookie says is there. */
  getSession(headers: Headers): Promise<Session | null>;
  /** The same, whether or not they belong to an organisation. */
  getPerson?(headers: Headers): Promise<SignedIn | null>;
}

/** Why a request is not even looked at, before anybody asks who sent it. */
export interface Refusal {
  httpStatus: number;
  status: "UNAUTHORIZED" | "INVALID_INPUT" | "PAYLOAD_TOO_LARGE";
  message: string;
}

/**
 * What a request's procedures are called with.
 *
 * @throws DomainError as `identify` does.
 */
export async function contextOf(
  { headers }: Request,
  { services, setup, getSession, getPerson }: DoorDeps,
  answer: Context["answer"],
): Promise<Context> {
  const identifyAgain = () => identify(services, headers, () => getSession(headers));
  return {
    ...{ services, setup, answer, identifyAgain },
    ...(getPerson && { person: () => getPerson(headers) }),
    caller: await identifyAgain(),
    source: sourceOf(headers),
  };
}

/** Pages of other origins may ask with these methods, and these headers beside those that every call may carry. */
export function corsHeaders(request: Request, allowed: { methods: string; headers: string }): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null || isOwnOrigin(origin, request.headers)) return { vary: "origin" };
  // The preflight cannot carry the token, so it is answered for everybody; the call itself is refused without one that
  // lists the origin. No credentials: a page of another origin never acts with somebody's cookie.
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-allow-methods": allowed.methods,
    "access-control-allow-headers": `authorization, content-type, ${USER_TOKEN_HEADER}, ${allowed.headers}`,
    "access-control-expose-headers": "retry-after",
    "access-control-max-age": "600",
  };
}

/**
 * A secret token in the address, a page of another origin without a token, a body that is not JSON or too large.
 *
 * @param hasBody whether the request must carry JSON
 */
export function refusalOf(request: Request, hasBody = request.method === "POST"): Refusal | null {
  const { headers, url } = request;
  if (hasTokenInAddress(url)) return { httpStatus: 400, status: "INVALID_INPUT", message: TOKEN_IN_ADDRESS };
  const origin = headers.get("origin");
  if (!headers.has("authorization") && origin !== null && !isOwnOrigin(origin, headers)) {
    return {
      httpStatus: 401,
      status: "UNAUTHORIZED",
      message: "A page of another origin needs a token of the app: Authorization: Bearer <token>.",
    };
  }
  if (!hasBody) return null;
  if (!isJson(headers))
    return { httpStatus: 415, status: "INVALID_INPUT", message: "Send JSON: Content-Type: application/json." };
  if (Number(headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return TOO_LARGE;
  return null;
}

/** The text of a secret token, by whatever name and however encoded it stands in an address; not a part of a longer word. */
const hasTokenInAddress = (url: string) => /(?<![\w-])ats_[\w-]{43}(?![\w-])/.test(decodedBytes(url));

/** Unlike decodeURIComponent it takes any text. Tokens are ASCII: what else the bytes may mean does not matter. */
const decodedBytes = (url: string) =>
  url.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const TOKEN_IN_ADDRESS =
  "A secret token must not stand in an address: addresses are logged on the way. Send it as Authorization: Bearer <token>, and rotate this one.";

/** @throws DomainError INVALID_INPUT for a secret token in the address, whoever else sends it. */
export function refuseTokenInAddress({ url }: Request): void {
  if (hasTokenInAddress(url)) throw badInput("INVALID_INPUT", TOKEN_IN_ADDRESS);
}

/** Whether a body is said to be JSON, which is UTF-8 (RFC 8259): one of another charset would be read as something else. */
export function isJson(headers: Headers): boolean {
  const [type, ...parameters] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  const isForeign = (parameter: string) =>
    /^\s*charset=/.test(parameter) && !/^\s*charset="?utf-8"?\s*$/.test(parameter);
  return type!.trim() === "application/json" && !parameters.some(isForeign);
}

export const TOO_LARGE: Refusal = {
  httpStatus: 413,
  status: "PAYLOAD_TOO_LARGE",
  message:
    "The request is too large: a payload may have at most 4 MiB of JSON, and less where the app's limit says so.",
};

/** The answer with the headers that every answer of the API has. */
export function answered(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cache-control", "no-store");
  return response;
}
