import "./web/install-encoding.ts";
import { URL, URLSearchParams } from "whatwg-url";
import { connectLog, guestConsole, setLogLimits } from "./console.ts";
import { defineGlobals } from "./define-globals.ts";
import { Fliplet, setEnv } from "./fliplet/fliplet.ts";
import { answerCall, connectHost, type Post, refuseCall, setCallLimits } from "./host.ts";
import { connectTables, type TableSource } from "./host-tables.ts";
import { now, settle } from "./intrinsics.ts";
import { hasHandler, setResultLimit, startRun } from "./run.ts";
import { installStackFormat, setScreenFile } from "./stack.ts";
import { clearTimer, fireTimer, setInterval, setTimeout } from "./timers.ts";
import { AbortController, AbortSignal } from "./web/abort.ts";
import { atob, btoa } from "./web/base64.ts";
import { Blob, File } from "./web/blob.ts";
import { connectCrypto, crypto } from "./web/crypto.ts";
import { CryptoKey } from "./web/crypto-key.ts";
import { DOMException } from "./web/dom-exception.ts";
import { TextDecoder, TextEncoder } from "./web/encoding.ts";
import { CustomEvent, Event, EventTarget } from "./web/event.ts";
import { fetch } from "./web/fetch.ts";
import { FormData } from "./web/form-data.ts";
import { Headers } from "./web/headers.ts";
import { Request, Response } from "./web/request-response.ts";
import { structuredClone } from "./web/structured-clone.ts";
import type { Digest } from "./web/subtle.ts";

/** The figures and names of one run. */
export interface GuestConfig {
  screenFile: string;
  envJson: string;
  logLines: number;
  logBytes: number;
  lineBytes: number;
  resultBytes: number;
  calls: number;
  callsInFlight: number;
}

let startedAt = 0;

function queueMicrotask(callback: unknown): void {
  if (typeof callback !== "function") throw new TypeError("queueMicrotask needs a function");
  settle(
    undefined,
    () => callback(),
    () => {},
  );
}

const performance = {
  now: () => now() - startedAt,
  get timeOrigin() {
    return startedAt;
  },
};

const globals = {
  console: guestConsole,
  setTimeout,
  setInterval,
  setImmediate: (callback: unknown, ...args: unknown[]) => setTimeout(callback, 0, ...args),
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
  clearImmediate: clearTimer,
  queueMicrotask,
  URL,
  URLSearchParams,
  TextEncoder,
  TextDecoder,
  atob,
  btoa,
  structuredClone,
  Event,
  EventTarget,
  CustomEvent,
  DOMException,
  AbortController,
  AbortSignal,
  crypto,
  CryptoKey,
  performance,
  Blob,
  File,
  FormData,
  fetch,
  Headers,
  Request,
  Response,
  Fliplet,
  self: globalThis,
  window: globalThis,
};

defineGlobals(globals);
installStackFormat();

/** The handles that the process around the isolate takes, before it loads a screen. */
const guest = {
  /** Once an isolate: connects it and takes away what a screen must not have. */
  connect(
    post: Post,
    keepLine: Post,
    randomBase64: (bytes: number) => string,
    digest: Digest,
    tables: TableSource,
  ): void {
    connectHost(post);
    connectLog(keepLine);
    connectTables(tables);
    connectCrypto(randomBase64, digest);
    for (const name of ["WebAssembly", "SharedArrayBuffer", "Atomics", "__guest"])
      Reflect.deleteProperty(globalThis, name);
  },
  configure(json: string): void {
    const config = JSON.parse(json) as GuestConfig;
    startedAt = now();
    setScreenFile(config.screenFile);
    setEnv(config.envJson);
    setLogLimits(config.logLines, config.logBytes, config.lineBytes);
    setResultLimit(config.resultBytes);
    setCallLimits(config.calls, config.callsInFlight);
  },
  start: startRun,
  hasHandler,
  fire: fireTimer,
  answer: answerCall,
  refuse: refuseCall,
};

Object.defineProperty(globalThis, "__guest", { value: guest, configurable: true });
