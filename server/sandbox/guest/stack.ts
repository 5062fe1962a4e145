import { defineProperty, indexOf, NativeError, slice } from "./intrinsics.ts";

/** V8's view of one frame, as handed to prepareStackTrace. */
interface CallSite {
  getFileName(): unknown;
  getScriptNameOrSourceURL(): unknown;
  getFunctionName(): unknown;
  getTypeName(): unknown;
  getMethodName(): unknown;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isAsync(): boolean;
  isConstructor(): boolean;
}

/** Enough for the frames of the prelude, which are left out, and a good part of the builder's own. */
const FRAMES = 30;

let screenFile = "";

/** The name that the screen's code is compiled under; frames of other scripts are left out of stacks. */
export function setScreenFile(name: string): void {
  screenFile = name;
  // Not in the snapshot: V8 adds this property anew to every context and dies when it is there.
  NativeError.stackTraceLimit = FRAMES;
}

/**
 * Makes every stack in the guest name the builder's own frames and no
 * others. A screen may set Error.prepareStackTrace, as some libraries
 * do, but V8 keeps asking this one, so a stack cannot be anything but text.
 */
export function installStackFormat(): void {
  defineProperty(NativeError, "prepareStackTrace", { get: () => format, set() {}, enumerable: false });
}

/** The frames of an error's stack, without its first lines: each as `\n    at …`, or nothing. */
export function framesOf(error: Error): string {
  const { stack } = error;
  if (typeof stack !== "string") return "";
  const start = indexOf(stack, "\n    at ");
  return start < 0 ? "" : slice(stack, start);
}

function format(error: unknown, frames: readonly CallSite[]): string {
  let out = header(error);
  for (let at = 0; at < frames.length && at < FRAMES; at++) {
    const frame = frames[at]!;
    if (isOfScreen(frame)) out += `\n    at ${frameText(frame)}`;
  }
  return out;
}

/** A browser that is handed the code knows its name only by the comment that the code ends with. */
const isOfScreen = (frame: CallSite) =>
  frame.getFileName() === screenFile || frame.getScriptNameOrSourceURL() === screenFile;

function frameText(frame: CallSite): string {
  const place = `${screenFile}:${frame.getLineNumber() ?? 0}:${frame.getColumnNumber() ?? 0}`;
  const name = frame.getFunctionName();
  if (typeof name !== "string" || name === "") return frame.isAsync() ? `async ${place}` : place;
  const prefix = frame.isAsync() ? "async " : frame.isConstructor() ? "new " : "";
  return `${prefix}${name} (${place})`;
}

function header(error: unknown): string {
  try {
    const { name, message } = error as Error;
    const title = typeof name === "string" && name !== "" ? name : "Error";
    return typeof message === "string" && message !== "" ? `${title}: ${message}` : title;
  } catch {
    return "Error";
  }
}
