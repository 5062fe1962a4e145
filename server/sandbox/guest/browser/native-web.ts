import { callHost } from "../host.ts";
import { defineProperty, NativeTypeError } from "../intrinsics.ts";
import { base64ToBytes, bytesToBase64 } from "../web/base64.ts";

// In a browser the platform's own classes stand where the other engine has ours; the bundler puts this file in their
// place. Only what would reach the network is different.
export const { URL, URLSearchParams, Blob, File, FormData, Headers, Request, Response } = globalThis;

const NO_BODY = [101, 103, 204, 205, 304];

interface HostResponse {
  url: string;
  status: number;
  statusText: string;
  redirected: boolean;
  headers: [string, string][];
  bodyBase64: string;
}

/** The web's fetch, carried out by the host, which checks where it goes. */
export function fetch(input: Request | URL | string, init: RequestInit = {}): Promise<Response> {
  let request: Request;
  let headers: Headers;
  try {
    request = toRequest(input, init);
    headers = headersOf(input, init, request);
    request.signal.throwIfAborted();
  } catch (error) {
    return Promise.reject(error);
  }
  const ask = (body: ArrayBuffer | null) =>
    callHost("fetch", {
      url: request.url,
      method: request.method,
      headers: [...headers],
      bodyBase64: body === null ? null : bytesToBase64(new Uint8Array(body)),
      redirect: request.redirect,
    }).then(toResponse);
  // Without a body at once, so that an error of the host has the stack of the call.
  const answer = request.body === null ? ask(null) : request.arrayBuffer().then(ask);
  return Promise.race([answer, whenAborted(request.signal)]);
}

/** Of `init` only what the host looks at: the rest means something to a browser that goes out by itself. */
function toRequest(input: Request | URL | string, { method, body, redirect, signal }: RequestInit): Request {
  const asked = {
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body, duplex: "half" }),
    ...(redirect !== undefined && { redirect }),
    ...(signal !== undefined && { signal }),
  };
  return new Request(input instanceof Request ? input : absolute(input), asked);
}

/** A request of the browser drops names that are not a page's to set; here that is the host's to decide. */
function headersOf(input: Request | URL | string, init: RequestInit, request: Request): Headers {
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
  const type = request.headers.get("content-type");
  if (type !== null && !headers.has("content-type")) headers.set("content-type", type);
  return headers;
}

function absolute(input: URL | string): string {
  try {
    return new URL(`${input}`).href;
  } catch {
    throw new NativeTypeError(
      `fetch needs a full address such as https://example.org/path, got "${`${input}`.slice(0, 200)}"`,
    );
  }
}

function toResponse(json: string): Response {
  const { bodyBase64, status, statusText, headers, url, redirected } = JSON.parse(json) as HostResponse;
  // A browser makes no response of another status by itself, and servers send some.
  const isUsual = status >= 200 && status <= 599;
  const body = NO_BODY.includes(status) ? null : base64ToBytes(bodyBase64);
  const response = new Response(body, { status: isUsual ? status : 200, statusText });
  return dress(response, { url, redirected, status, headers: new Headers(headers) });
}

type Facts = Pick<Response, "url" | "redirected" | "status" | "headers">;

/** Gives a response that a script made what only one from the network has. */
function dress(response: Response, facts: Facts): Response {
  const plain = response.clone.bind(response);
  const own = {
    ...facts,
    ok: facts.status >= 200 && facts.status <= 299,
    type: "basic",
    clone: () => dress(plain(), { ...facts, headers: new Headers(facts.headers) }),
  };
  for (const [name, value] of Object.entries(own)) defineProperty(response, name, { value, configurable: true });
  return response;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
