import { z } from "zod";
import { InvalidRequestError } from "./egress-errors.ts";

export const fetchArgsSchema = z.object({
  url: z.string().max(16_384),
  method: z.string().max(32),
  headers: z.array(z.tuple([z.string(), z.string()])).max(200),
  bodyBase64: z.string().nullable(),
  redirect: z.enum(["follow", "manual", "error"]),
});

export type FetchArgs = z.infer<typeof fetchArgsSchema>;

/** One request on its way, before or between redirects. */
export interface Hop {
  url: URL;
  method: string;
  headers: [string, string][];
  body: Buffer | null;
}

/** Headers that are about the connection and not the request, or that say who asks: ours to set (RFC 9110 section 7.6.1). */
const REFUSED_HEADERS =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|content-length|expect|via|forwarded|x-forwarded-.*|proxy-.*|x-real-ip)$/;
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const REFUSED_METHODS = ["CONNECT", "TRACE", "TRACK"];
const MAX_HEADER_BYTES = 64 * 1024;

/** @throws InvalidRequestError that says what is wrong, without what may be secret */
export function firstHop(args: FetchArgs): Hop {
  const url = parseTarget(args.url);
  if (!METHOD.test(args.method) || REFUSED_METHODS.includes(args.method.toUpperCase())) {
    throw new InvalidRequestError(`fetch cannot send the method "${args.method.slice(0, 20)}"`);
  }
  const headers = args.headers.map(([name, value]) => [name.toLowerCase(), value] as [string, string]);
  let headerBytes = 0;
  for (const [name, value] of headers) {
    headerBytes += name.length + value.length;
    if (REFUSED_HEADERS.test(name))
      throw new InvalidRequestError(`fetch sets the header "${name}" itself: leave it out`);
    if (!HEADER_NAME.test(name) || !isHeaderValue(value)) {
      throw new InvalidRequestError(
        `The header ${JSON.stringify(name.slice(0, 60))} has characters that HTTP cannot carry`,
      );
    }
  }
  if (headerBytes > MAX_HEADER_BYTES) throw new InvalidRequestError("The headers are over 64 KB");
  if (!headers.some(([name]) => name === "user-agent")) headers.push(["user-agent", "AppTasks"]);
  return {
    url,
    method: args.method,
    headers,
    body: args.bodyBase64 === null ? null : Buffer.from(args.bodyBase64, "base64"),
  };
}

/** The request that a redirect asks for, as the web's fetch would make it. @throws InvalidRequestError */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  const resolved = URL.parse(location, hop.url);
  if (resolved === null)
    throw new InvalidRequestError(`${hop.url.hostname} redirected to an address that cannot be read`);
  const url = parseTarget(resolved.href);
  const becomesGet =
    (status === 303 && hop.method !== "HEAD") || ((status === 301 || status === 302) && hop.method === "POST");
  const isSameOrigin = url.origin === hop.url.origin;
  return {
    url,
    method: becomesGet ? "GET" : hop.method,
    body: becomesGet ? null : hop.body,
    // What was meant for one origin is not told to the next.
    headers: hop.headers.filter(
      ([name]) =>
        (isSameOrigin || !["authorization", "cookie"].includes(name)) && !(becomesGet && name.startsWith("content-")),
    ),
  };
}

function parseTarget(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new InvalidRequestError("fetch needs a full address, such as https://example.org/path");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new InvalidRequestError(`fetch reaches http and https addresses only, not "${url.protocol.slice(0, 20)}"`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidRequestError(
      `The address https://***@${url.hostname} carries a name or password: send an Authorization header instead`,
    );
  }
  return url;
}

function isHeaderValue(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code < 32 && code !== 9) || code === 127 || code > 255) return false;
  }
  return true;
}
