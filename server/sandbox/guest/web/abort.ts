import { NativeTypeError } from "../intrinsics.ts";
import { setTimeout } from "../timers.ts";
import { namedError } from "./dom-exception.ts";
import { callListener, Event, EventTarget } from "./event.ts";

const INSIDE = {};
let abortSignal: (signal: AbortSignal, reason: unknown) => void;

export class AbortSignal extends EventTarget {
  onabort: ((event: Event) => unknown) | null = null;
  #aborted = false;
  #reason: unknown;

  static {
    abortSignal = (signal, reason) => signal.#abort(reason);
  }

  constructor(key?: unknown) {
    if (key !== INSIDE) throw new NativeTypeError("An AbortSignal is made by an AbortController");
    super();
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  #abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason === undefined ? namedError("AbortError", "The operation was aborted") : reason;
    const event = new Event("abort");
    if (typeof this.onabort === "function") callListener(this, this.onabort, event);
    this.dispatchEvent(event);
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(INSIDE);
    signal.#abort(reason);
    return signal;
  }

  static timeout(delayMs: number): AbortSignal {
    const signal = new AbortSignal(INSIDE);
    setTimeout(() => signal.#abort(namedError("TimeoutError", `The operation timed out after ${delayMs} ms`)), delayMs);
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const result = new AbortSignal(INSIDE);
    for (const signal of signals) {
      if (signal.aborted) {
        result.#abort(signal.reason);
        break;
      }
      signal.addEventListener("abort", () => result.#abort(signal.reason), { once: true });
    }
    return result;
  }
}

export class AbortController {
  readonly signal = new AbortSignal(INSIDE);
  abort(reason?: unknown): void {
    abortSignal(this.signal, reason);
  }
}
