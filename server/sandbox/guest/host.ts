import { withFramesOf } from "./guest-error.ts";
import {
  append,
  assign,
  defineProperty,
  mapDelete,
  mapGet,
  mapSet,
  NativeError,
  NativeMap,
  NativePromise,
  NativeRangeError,
  NativeTypeError,
  plain,
} from "./intrinsics.ts";
import { toJson } from "./result-json.ts";

/** Messages to the process around the isolate: a word and plain values. Never within reach of a screen's code. */
export type Post = (kind: string, a?: string | number, b?: string | number, c?: string | number) => void;

/** Largest argument of one call, as JSON. */
const MAX_ARGS_BYTES = 12 * 1024 * 1024;

interface Pending {
  readonly id: number;
  readonly capability: string;
  readonly argsJson: string;
  readonly site: Error;
  readonly resolve: (json: string) => void;
  readonly reject: (error: Error) => void;
}

export let post: Post = () => {};
let callLimit = 0;
let flightLimit = 0;
let made = 0;
let inFlight = 0;
let firstWaiting = 0;
const waiting: Pending[] = [];
const pending = new NativeMap<number, Pending>();

export function connectHost(door: Post): void {
  post = door;
}

export function setCallLimits(calls: number, callsInFlight: number): void {
  callLimit = calls;
  flightLimit = callsInFlight;
}

/**
 * The one door out. Calls past the number in flight wait their turn.
 * Rejects with the host's error, carrying the stack of this call.
 */
export function callHost(capability: string, args: unknown): Promise<string> {
  // Its stack is the builder's own line; reading it later costs nothing now.
  const site = new NativeError();
  return new NativePromise((resolve, reject) => {
    if (made >= callLimit) {
      const error = new NativeError(
        `A run may make ${callLimit} calls and this one made them all: do less, or split the work`,
      );
      reject(withFramesOf(assign(error, { status: "RUN_CALLS_EXCEEDED" }), site));
      return;
    }
    let argsJson: string;
    try {
      argsJson = toJson(args, `${capability} argument`, MAX_ARGS_BYTES);
    } catch (error) {
      reject(withFramesOf(new NativeTypeError((error as Error).message), site));
      return;
    }
    const call: Pending = { id: made++, capability, argsJson, site, resolve, reject };
    mapSet(pending, call.id, call);
    if (inFlight < flightLimit) send(call);
    else append(waiting, call);
  });
}

/** The host's answer to a call. */
export function answerCall(id: number, json: string): void {
  const call = take(id);
  if (call !== undefined) call.resolve(json);
}

/** The host's refusal of a call, told as an Error of the name the host gave. */
export function refuseCall(id: number, name: string, message: string, status: string | null): void {
  const call = take(id);
  if (call === undefined) return;
  const error =
    name === "TypeError"
      ? new NativeTypeError(message)
      : name === "RangeError"
        ? new NativeRangeError(message)
        : new NativeError(message);
  if (error.name !== name) defineProperty(error, "name", plain({ value: name, writable: true, configurable: true }));
  if (status !== null) assign(error, { status });
  call.reject(withFramesOf(error, call.site));
}

function send(call: Pending): void {
  inFlight += 1;
  post("call", call.id, call.capability, call.argsJson);
}

function take(id: number): Pending | undefined {
  const call = mapGet(pending, id) as Pending | undefined;
  if (call === undefined) return undefined;
  mapDelete(pending, id);
  inFlight -= 1;
  // Past the end, the list would answer with what a screen put on Array.prototype.
  if (firstWaiting < waiting.length) {
    firstWaiting += 1;
    send(waiting[firstWaiting - 1]!);
  }
  return call;
}
