import type { GuestError } from "./sandbox.ts";

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
const mebibytes = (bytes: number) => `${Math.round(bytes / (1024 * 1024))} MB`;

const runError = (status: GuestError["status"], name: string, message: string): GuestError => ({
  name,
  message,
  stack: `${name}: ${message}`,
  status,
});

// Each says what happened and what the builder can do about it.

export const wallTimeError = (wallMs: number, cpuMs: number): GuestError =>
  runError(
    "RUN_TIMED_OUT",
    "TimeoutError",
    cpuMs > wallMs * 0.7
      ? `The run was stopped at its limit of ${seconds(wallMs)} while its code was still busy: look for a loop that never ends, or split the work`
      : `The run was stopped at its limit of ${seconds(wallMs)} while it was waiting: its promise never settled. Look for a call or timer that takes too long, or a promise that nothing resolves`,
  );

export const cpuTimeError = (cpuMs: number): GuestError =>
  runError(
    "RUN_OUT_OF_CPU",
    "TimeoutError",
    `The run used up its ${seconds(cpuMs)} of processor time: look for a loop that never ends, or split the work`,
  );

export const neverSettledError = (): GuestError =>
  runError(
    "RUN_TIMED_OUT",
    "TimeoutError",
    "The handler's promise never settled: no timer and no call was left that could settle it. Resolve or reject every promise you return or await",
  );

export const outOfMemoryError = (heapBytes: number): GuestError =>
  runError(
    "RUN_OUT_OF_MEMORY",
    "OutOfMemoryError",
    `The run needed more than its ${mebibytes(heapBytes)} of memory: handle the data in smaller pieces`,
  );

export const noHandlerError = (): GuestError =>
  runError(
    "HANDLER_NOT_REGISTERED",
    "HandlerNotRegisteredError",
    "The screen registered no handler: call Fliplet.Page.onRemoteExecution(function (payload) { … }) in its code",
  );

export const cancelledError = (): GuestError =>
  runError("RUN_CANCELLED", "CancelledError", "The run was cancelled before it finished");

export const crashedError = (how: string): GuestError =>
  runError(
    "SANDBOX_CRASHED",
    "SandboxError",
    `The sandbox process ended by itself (${how}). This is not your code's fault: run it again, and report it if it happens twice`,
  );
