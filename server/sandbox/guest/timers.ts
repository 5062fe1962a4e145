import { post } from "./host.ts";
import {
  apply,
  isFiniteNumber,
  mapDelete,
  mapGet,
  mapSet,
  max,
  min,
  NativeError,
  NativeMap,
  NativeNumber,
  NativeTypeError,
} from "./intrinsics.ts";

/** Longest delay: a run never lives this long, and past 2^31 a timer would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;
const MAX_TIMERS = 10_000;

interface Timer {
  readonly callback: (...args: unknown[]) => unknown;
  readonly args: unknown[];
  readonly everyMs: number | null;
}

const timers = new NativeMap<number, Timer>();
let lastId = 0;
let alive = 0;

/** Called by the process around the isolate when a timer is due. */
export function fireTimer(id: number): void {
  const timer = mapGet(timers, id) as Timer | undefined;
  if (timer === undefined) return;
  if (timer.everyMs === null) drop(id);
  else post("timer", id, timer.everyMs);
  apply(timer.callback, undefined, timer.args);
}

export const setTimeout = (callback: unknown, delayMs?: unknown, ...args: unknown[]): number =>
  add(callback, delayMs, args, false);

export const setInterval = (callback: unknown, delayMs?: unknown, ...args: unknown[]): number =>
  add(callback, delayMs, args, true);

export function clearTimer(id: unknown): void {
  if (typeof id !== "number" || mapGet(timers, id) === undefined) return;
  drop(id);
  post("untimer", id);
}

function add(callback: unknown, delayMs: unknown, args: unknown[], repeats: boolean): number {
  if (typeof callback !== "function") throw new NativeTypeError("A timer needs a function to call");
  if (alive >= MAX_TIMERS) throw new NativeError(`A run may have ${MAX_TIMERS} timers waiting, and this one has`);
  const asked = NativeNumber(delayMs ?? 0);
  const delay = isFiniteNumber(asked) ? min(max(asked, repeats ? 1 : 0), MAX_DELAY_MS) : 0;
  lastId += 1;
  alive += 1;
  mapSet(timers, lastId, { callback: callback as Timer["callback"], args, everyMs: repeats ? delay : null });
  post("timer", lastId, delay);
  return lastId;
}

function drop(id: number): void {
  mapDelete(timers, id);
  alive -= 1;
}
