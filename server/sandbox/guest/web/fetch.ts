import { callHost } from "../host.ts";
import type { AbortSignal } from "./abort.ts";
import { base64ToBytes, bytesToBase64 } from "./base64.ts";
import { Body } from "./body.ts";
import { Request, type RequestInit, Response } from "./request-response.ts";

interface HostResponse {
  url: string;
  status: number;
  statusText: string;
  redirected: boolean;
  headers: [string, string][];
  bodyBase64: string;
}

/** The web's fetch, carried out by the host, which checks where it goes. */
export function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
  let request: Request;
  try {
    request = new Request(input as Request, init);
    request.signal?.throwIfAborted();
  } catch (error) {
    return Promise.reject(error);
  }
  const body = Body.peek(request);
  const answer = callHost("fetch", {
    url: request.url,
    method: request.method,
    headers: [...request.headers],
    bodyBase64: body === null ? null : bytesToBase64(body),
    redirect: request.redirect,
  }).then(toResponse);
  return request.signal === null ? answer : Promise.race([answer, whenAborted(request.signal)]);
}

function toResponse(json: string): Response {
  const { bodyBase64, url, redirected, ...init } = JSON.parse(json) as HostResponse;
  return new Response(base64ToBytes(bodyBase64), init, { url, redirected });
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
