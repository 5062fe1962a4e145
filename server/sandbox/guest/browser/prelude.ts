import { guestConsole, releaseLog, setLogLimits } from "../console.ts";
import { defineGlobals } from "../define-globals.ts";
import { Fliplet, setEnv } from "../fliplet/fliplet.ts";
import { errorToJson } from "../guest-error.ts";
import { answerCall, connectHost, type Post, refuseCall, setCallLimits } from "../host.ts";
import { apply, numberToString, quote } from "../intrinsics.ts";
import type { GuestConfig } from "../prelude.ts";
import { hasHandler, setResultLimit, startRun } from "../run.ts";
import { installStackFormat, setScreenFile } from "../stack.ts";
import { clearTimer, setInterval, setTimeout } from "../timers.ts";
import { armTimer, disarmTimer, timersWaiting } from "./native-timers.ts";
import { fetch } from "./native-web.ts";

/** Ways out of the page. What holds them shut stands outside; without them code says at once what is missing. */
const WAYS_OUT = [
  ...["XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection"],
  ...[
    "webkitRTCPeerConnection",
    "RTCDataChannel",
    "Worker",
    "SharedWorker",
    "WebAssembly",
    "SharedArrayBuffer",
    "Atomics",
  ],
];

let callsOut = 0;
let sendText: (text: string) => void = () => {};

const post: Post = (kind, a, b, c) => {
  if (kind === "timer") return armTimer(a as number, b as number);
  if (kind === "untimer") return disarmTimer(a as number);
  if (kind === "call") callsOut += 1;
  sendText(`[${quote(kind)},${json(a)},${json(b)},${json(c)}]`);
};

const json = (value: string | number | undefined): string =>
  value === undefined ? "null" : typeof value === "number" ? numberToString(value) : quote(value);

defineGlobals({
  console: guestConsole,
  setTimeout,
  setInterval,
  setImmediate: (callback: unknown, ...args: unknown[]) => setTimeout(callback, 0, ...args),
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
  clearImmediate: clearTimer,
  fetch,
  Fliplet,
});
installStackFormat();
for (const name of WAYS_OUT) Reflect.deleteProperty(globalThis, name);
Reflect.deleteProperty(Navigator.prototype, "sendBeacon");
Reflect.deleteProperty(Navigator.prototype, "serviceWorker");

/** The handles that the process which drives the browser takes, before it loads a screen. */
const guest = {
  /** @param binding name of the function that takes texts out of the page; it is gone from there afterwards. */
  connect(binding: string): void {
    const door = (globalThis as unknown as Record<string, (text: string) => void>)[binding]!;
    Reflect.deleteProperty(globalThis, binding);
    Reflect.deleteProperty(globalThis, "__guest");
    sendText = (text) => apply(door, undefined, [text]);
    connectHost(post);
  },
  configure(configJson: string): void {
    const config = JSON.parse(configJson) as GuestConfig;
    setScreenFile(config.screenFile);
    setEnv(config.envJson);
    setLogLimits(config.logLines, config.logBytes, config.lineBytes);
    setResultLimit(config.resultBytes);
    setCallLimits(config.calls, config.callsInFlight);
  },
  start: startRun,
  /** Whether the run waits for a handler, and nothing that we know of could still register one. */
  isStuck: () => !hasHandler() && timersWaiting() === 0 && callsOut === 0,
  answer(id: number, answerJson: string): void {
    callsOut -= 1;
    answerCall(id, answerJson);
  },
  refuse(id: number, name: string, message: string, status: string | null): void {
    callsOut -= 1;
    refuseCall(id, name, message, status);
  },
  uncaught: (error: unknown) => post("uncaught", errorToJson(error)),
  releaseLog,
};

Object.defineProperty(globalThis, "__guest", { value: guest, configurable: true });
