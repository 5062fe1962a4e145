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

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  override readonly headers: Headers;
  readonly type = "basic";
  readonly url: string;
  readonly redirected: boolean;

  constructor(body?: BodyInit, init: ResponseInit = {}, origin: ResponseOrigin = { url: "", redirected: false }) {
    const { bytes, type } = bodyBytes(body);
    super(bytes);
    this.status = init.status ?? 200;
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
    return new Response(null, { status: 0 });
  }
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
