import { apply, mapDelete, mapGet, mapSet, NativeMap } from "../intrinsics.ts";
import { fireTimer } from "../timers.ts";

const { setTimeout: start, clearTimeout: stop } = globalThis;
const running = new NativeMap<number, number>();
let count = 0;

/** How many timers of the screen are still to come. */
export const timersWaiting = (): number => count;

/** Lets the browser wait for a timer of the screen. */
export function armTimer(id: number, delayMs: number): void {
  const fire = () => {
    disarm(id);
    fireTimer(id);
  };
  mapSet(running, id, apply(start, globalThis, [fire, delayMs]) as unknown as number);
  count += 1;
}

export function disarmTimer(id: number): void {
  const native = mapGet(running, id);
  if (native === undefined) return;
  apply(stop, globalThis, [native]);
  disarm(id);
}

function disarm(id: number): void {
  mapDelete(running, id);
  count -= 1;
}
