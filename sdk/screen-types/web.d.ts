// The web platform of a screen that has no page: what the sandbox brings, and no more.

/** The time, a line, or a table in the run's log. */
interface Console {
  log(...args: any[]): void;
  info(...args: any[]): void;
  warn(...args: any[]): void;
  error(...args: any[]): void;
  debug(...args: any[]): void;
  dir(value: any): void;
  dirxml(...args: any[]): void;
  /** Writes a list of objects as a table. */
  table(value: any, columns?: string[]): void;
  trace(...args: any[]): void;
  /** Writes an error line when the condition does not hold. */
  assert(condition?: any, ...args: any[]): void;
  group(...args: any[]): void;
  groupCollapsed(...args: any[]): void;
  groupEnd(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...args: any[]): void;
  timeEnd(label?: string): void;
  clear(): void;
}
/** Writes to the run's log. */
declare const console: Console;

/** Calls back later; `delay` in ms. Resolves no promise by itself. */
declare function setTimeout(callback: (...args: any[]) => void, delay?: number, ...args: any[]): number;
/** Calls back again and again. */
declare function setInterval(callback: (...args: any[]) => void, delay?: number, ...args: any[]): number;
declare function setImmediate(callback: (...args: any[]) => void, ...args: any[]): number;
declare function clearTimeout(timer?: number): void;
declare function clearInterval(timer?: number): void;
declare function clearImmediate(timer?: number): void;
/** Calls back as soon as this turn is over. */
declare function queueMicrotask(callback: () => void): void;

/** Takes an address apart, or puts one together. */
declare class URL {
  constructor(address: string | URL, base?: string | URL);
  static canParse(address: string | URL, base?: string | URL): boolean;
  static parse(address: string | URL, base?: string | URL): URL | null;
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  readonly searchParams: URLSearchParams;
  hash: string;
  toString(): string;
  toJSON(): string;
}

/** Reads or writes the query of an address. */
declare class URLSearchParams {
  constructor(fields?: string | [string, string][] | Record<string, any> | URLSearchParams);
  readonly size: number;
  append(name: string, value: any): void;
  delete(name: string, value?: any): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: any): boolean;
  set(name: string, value: any): void;
  sort(): void;
  forEach(callback: (value: string, name: string, params: URLSearchParams) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}

/** Text to UTF-8 bytes. */
declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
}

/** Bytes to text: UTF-8, UTF-16, Latin-1. */
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: BufferSource, options?: { stream?: boolean }): string;
}

type BufferSource = ArrayBuffer | ArrayBufferView;

/** Base64 to text of bytes (Latin-1). */
declare function atob(base64: string): string;
/** Text of bytes (Latin-1) to base64. */
declare function btoa(text: string): string;
/** A deep copy. */
declare function structuredClone<T>(value: T, options?: { transfer?: any[] }): T;

interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}
declare class Event {
  constructor(type: string, init?: EventInit);
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly defaultPrevented: boolean;
  readonly cancelable: boolean;
  readonly timeStamp: number;
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}
declare class CustomEvent extends Event {
  constructor(type: string, init?: EventInit & { detail?: any });
  readonly detail: any;
}
type EventListenerOrObject = ((event: any) => any) | { handleEvent(event: any): any };
declare class EventTarget {
  addEventListener(type: string, listener: EventListenerOrObject | null, options?: any): void;
  removeEventListener(type: string, listener: EventListenerOrObject | null, options?: any): void;
  dispatchEvent(event: Event): boolean;
}

declare class DOMException extends Error {
  constructor(message?: string, name?: string);
  readonly code: number;
}

/** Tells those who have it to give up. */
declare class AbortSignal extends EventTarget {
  private constructor();
  static abort(reason?: any): AbortSignal;
  /** Aborts after so many ms. */
  static timeout(ms: number): AbortSignal;
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => any) | null;
  throwIfAborted(): void;
}
/** Gives up what has its signal. */
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}

/** Bytes with a type. */
declare class Blob {
  constructor(parts?: (string | Blob | BufferSource)[], options?: { type?: string; endings?: string });
  readonly size: number;
  readonly type: string;
  slice(start?: number, end?: number, type?: string): Blob;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}
/** Bytes with a type and a name. */
declare class File extends Blob {
  constructor(
    parts: (string | Blob | BufferSource)[],
    name: string,
    options?: { type?: string; lastModified?: number },
  );
  readonly name: string;
  readonly lastModified: number;
}
/** A form; as the body of `fetch` it goes as multipart. */
declare class FormData {
  append(name: string, value: any, fileName?: string): void;
  delete(name: string): void;
  get(name: string): string | File | null;
  getAll(name: string): (string | File)[];
  has(name: string): boolean;
  set(name: string, value: any, fileName?: string): void;
  forEach(callback: (value: string | File, name: string, form: FormData) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string | File>;
  entries(): IterableIterator<[string, string | File]>;
  [Symbol.iterator](): IterableIterator<[string, string | File]>;
}

type HeadersInit = Headers | [string, string][] | Record<string, any>;
/** HTTP headers. */
declare class Headers {
  constructor(fields?: HeadersInit);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getSetCookie(): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(callback: (value: string, name: string, headers: Headers) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

type BodyInit = string | Blob | BufferSource | FormData | URLSearchParams | null;
interface RequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: BodyInit;
  signal?: AbortSignal | null;
  redirect?: "follow" | "error" | "manual";
  [more: string]: any;
}
interface Body {
  readonly bodyUsed: boolean;
  /** Bodies are whole and are read once. */
  text(): Promise<string>;
  json(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  blob(): Promise<Blob>;
  formData(): Promise<FormData>;
}
/** A request for `fetch`. */
declare class Request {
  constructor(url: string | URL | Request, options?: RequestInit);
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly redirect: string;
  clone(): Request;
}
interface Request extends Body {}
/** An answer of `fetch`. */
declare class Response {
  constructor(body?: BodyInit, options?: { status?: number; statusText?: string; headers?: HeadersInit });
  static json(value: any, options?: { status?: number; statusText?: string; headers?: HeadersInit }): Response;
  static error(): Response;
  static redirect(url: string | URL, status?: number): Response;
  readonly status: number;
  readonly statusText: string;
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  readonly url: string;
  readonly redirected: boolean;
  readonly type: string;
  readonly headers: Headers;
  clone(): Response;
}
interface Response extends Body {}
/** Asks a public http or https address; resolves to the answer whatever its status is. Each call leaves a line in the log. */
declare function fetch(url: string | URL | Request, options?: RequestInit): Promise<Response>;

declare class CryptoKey {
  private constructor();
  readonly type: string;
  readonly extractable: boolean;
  readonly algorithm: any;
  readonly usages: string[];
}
interface SubtleCrypto {
  /** SHA-1, SHA-256, SHA-384 or SHA-512 of the bytes. */
  digest(algorithm: string | { name: string }, data: BufferSource): Promise<ArrayBuffer>;
  /** HMAC keys only. */
  importKey(format: string, key: any, algorithm: any, extractable: boolean, usages: string[]): Promise<CryptoKey>;
  generateKey(algorithm: any, extractable: boolean, usages: string[]): Promise<CryptoKey>;
  exportKey(format: string, key: CryptoKey): Promise<any>;
  sign(algorithm: any, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  verify(algorithm: any, key: CryptoKey, signature: BufferSource, data: BufferSource): Promise<boolean>;
}
interface Crypto {
  readonly subtle: SubtleCrypto;
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  /** A random id, such as `f81d4fae-7dec-4d0a-9765-00a0c91e6bf6`. */
  randomUUID(): string;
}
declare const crypto: Crypto;

interface Performance {
  /** Milliseconds since the code began. */
  now(): number;
  readonly timeOrigin: number;
}
declare const performance: Performance;

declare const self: any;
declare const window: any;
