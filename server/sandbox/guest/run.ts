import { releaseLog } from "./console.ts";
import { errorToJson } from "./guest-error.ts";
import { post } from "./host.ts";
import { NativeTypeError, parse, settle } from "./intrinsics.ts";
import { toJson } from "./result-json.ts";

type Handler = (payload: unknown) => unknown;

let handler: Handler | null = null;
let payloadJson: string | null = null;
let isCalled = false;
let resultBytes = 0;

export function setResultLimit(bytes: number): void {
  resultBytes = bytes;
}

/** `Fliplet.Page.onRemoteExecution`: the last registration counts. */
export function onRemoteExecution(candidate: unknown): void {
  if (typeof candidate !== "function") {
    throw new NativeTypeError("Fliplet.Page.onRemoteExecution needs a function: it is called with the payload");
  }
  handler = candidate as Handler;
  // A screen may register late, after something it waited for.
  if (payloadJson !== null) callHandler();
}

/** The screen's own code has run; hands the payload to its handler, now or when it registers. */
export function startRun(json: string): void {
  payloadJson = json;
  if (handler !== null) callHandler();
}

/** Whether the run waits for a handler that never came. */
export const hasHandler = (): boolean => handler !== null;

function callHandler(): void {
  if (isCalled || handler === null) return;
  isCalled = true;
  let returned: unknown;
  try {
    returned = handler(parse(payloadJson ?? "null"));
  } catch (error) {
    finish("failed", errorToJson(error));
    return;
  }
  settle(returned, complete, (reason) => finish("failed", errorToJson(reason)));
}

function complete(value: unknown): void {
  let json: string;
  try {
    json = toJson(value, "result", resultBytes);
  } catch (error) {
    finish("failed", errorToJson(error));
    return;
  }
  finish("completed", json);
}

function finish(status: "completed" | "failed", json: string): void {
  post("settled", status, json, releaseLog());
}
