import { URL, URLSearchParams } from "whatwg-url";
import { assign, NativeError, NativeTypeError } from "../intrinsics.ts";
import { Blob } from "../web/blob.ts";
import type { BodyInit } from "../web/body.ts";
import { fetch } from "../web/fetch.ts";
import { FormData } from "../web/form-data.ts";
import { Headers, type HeadersInit } from "../web/headers.ts";
import type { Response } from "../web/request-response.ts";

interface ApiRequest {
  url: string;
  /** Default GET. */
  method?: string;
  /** The query of a GET or HEAD, else the body: a form, bytes or text as they are, anything else as JSON. */
  data?: unknown;
  headers?: HeadersInit;
}

/** `Fliplet.API`: requests to HTTP APIs with JSON both ways. */
export const API = {
  /**
   * Resolves to the answer: parsed when its content type is JSON, else its text. Rejects for a status of 400 and more
   * with an Error that carries the number as `status` and the answer as `response`.
   */
  async request(request: ApiRequest | string): Promise<unknown> {
    const options: ApiRequest = typeof request === "string" ? { url: request } : request;
    if (typeof options?.url !== "string") throw new NativeTypeError("Fliplet.API.request needs the url of the request");
    const method = (options.method ?? "GET").toUpperCase();
    const isQuery = method === "GET" || method === "HEAD";
    const headers = new Headers(options.headers);
    const body = isQuery ? null : bodyOf(options.data, headers);
    const url = isQuery ? withQuery(options.url, options.data) : options.url;
    const response = await fetch(url, { method, headers, body });
    const answer = await answerOf(response);
    if (response.status >= 400) throw failure(method, url, response, answer);
    return answer;
  },
};

function bodyOf(data: unknown, headers: Headers): BodyInit {
  if (data === undefined || data === null) return null;
  const isReady =
    typeof data === "string" ||
    data instanceof FormData ||
    data instanceof Blob ||
    data instanceof URLSearchParams ||
    data instanceof ArrayBuffer ||
    ArrayBuffer.isView(data);
  if (isReady) return data;
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  return JSON.stringify(data);
}

/** A list becomes its name again and again, an object its JSON. */
function withQuery(address: string, data: unknown): string {
  if (typeof data !== "object" || data === null) return address;
  const url = new URL(address);
  for (const [name, value] of Object.entries(data)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null) continue;
      url.searchParams.append(name, typeof one === "object" ? JSON.stringify(one) : `${one}`);
    }
  }
  return url.href;
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get("content-type") ?? "")) return text;
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Without the query: it may carry a key. */
function failure(method: string, address: string, { status, statusText }: Response, response: unknown): Error {
  const { host, pathname } = new URL(address);
  const said = (response as { message?: unknown } | null)?.message;
  const detail = typeof said === "string" ? `: ${said}` : "";
  const error = new NativeError(`${method} ${host}${pathname} answered ${status} ${statusText}`.trim() + detail);
  error.name = "ApiError";
  return assign(error, { status, response });
}
