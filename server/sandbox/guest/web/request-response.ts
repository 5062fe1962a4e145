import { URL } from "whatwg-url";
import type { AbortSignal } from "./abort.ts";
import { Body, type BodyInit, bodyBytes } from "./body.ts";
import { Headers, type HeadersInit } from "./headers.ts";

export interface RequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: BodyInit;
  redirect?: "follow" | "manual" | "error";
  signal?: AbortSignal | null;
}

const STANDARD_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH"];

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  override readonly headers: Headers;
  readonly redirect: "follow" | "manual" | "error";
  readonly signal: AbortSignal | null;

  constructor(input: Request | URL | string, init: RequestInit = {}) {
    const from = input instanceof Request ? input : null;
    const { bytes, type } = bodyBytes(init.body);
    super(init.body === undefined && from ? Body.peek(from) : bytes);
    this.url = from ? from.url : absolute(input as URL | string);
    this.method = methodOf(init.method ?? from?.method ?? "GET");
    this.headers = new Headers(init.headers ?? from?.headers);
    this.redirect = init.redirect ?? from?.redirect ?? "follow";
    this.signal = init.signal === undefined ? (from?.signal ?? null) : init.signal;
    if (type !== null && !this.headers.has("content-type")) this.headers.set("content-type", type);
    if (Body.peek(this) !== null && (this.method === "GET" || this.method === "HEAD")) {
      throw new TypeError(`A ${this.method} request cannot have a body`);
    }
  }

  clone(): Request {
    return new Request(this);
  }
}

export interface ResponseInit {
  status?: number;
  statusText?: string;
  headers?: HeadersInit;
}

/** What the host reports beyond what a script may set itself. */
export interface ResponseOrigin {
  url: string;
  redirected: boolean;
}

/** Statuses whose answers end with their headers. */
const BODILESS = [204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];
/** Where an answer that never came is from. */
const NOWHERE: ResponseOrigin = { url: "", redirected: false };

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  override readonly headers: Headers;
  readonly type: "basic" | "error";
  readonly url: string;
  readonly redirected: boolean;

  constructor(body?: BodyInit, init: ResponseInit = {}, origin: ResponseOrigin = { url: "", redirected: false }) {
    const { bytes, type } = bodyBytes(body);
    super(bytes);
    this.status = origin === NOWHERE ? 0 : origin.url === "" ? statusOf(init.status) : (init.status ?? 200);
    this.type = origin === NOWHERE ? "error" : "basic";
    if (bytes !== null && BODILESS.includes(this.status) && origin.url === "")
      throw new TypeError(`A response of status ${this.status} cannot have a body`);
    this.statusText = init.statusText ?? "";
    this.headers = new Headers(init.headers);
    this.url = origin.url;
    this.redirected = origin.redirected;
    if (type !== null && !this.headers.has("content-type")) this.headers.set("content-type", type);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  clone(): Response {
    return new Response(Body.peek(this), this, this);
  }

  static json(value: unknown, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(JSON.stringify(value), { ...init, headers });
  }

  static error(): Response {
    return new Response(null, {}, NOWHERE);
  }

  static redirect(url: URL | string, status = 302): Response {
    if (!REDIRECTS.includes(status)) throw new RangeError(`${status} is not the status of a redirect`);
    return new Response(null, { status, headers: { location: absolute(url) } });
  }
}

function statusOf(status = 200): number {
  const number = Math.trunc(status);
  if (!(number >= 200 && number <= 599))
    throw new RangeError(`The status of a response is from 200 to 599, not ${status}`);
  return number;
}

function absolute(input: URL | string): string {
  try {
    return new URL(`${input as string}`).href;
  } catch {
    throw new TypeError(
      `fetch needs a full address such as https://example.org/path, got "${`${input as string}`.slice(0, 200)}"`,
    );
  }
}

function methodOf(method: string): string {
  const upper = `${method}`.toUpperCase();
  return STANDARD_METHODS.includes(upper) ? upper : `${method}`;
}
