import { NativeError } from "../intrinsics.ts";
import { setTimeout } from "../timers.ts";

export interface AbortEvent {
  readonly type: "abort";
  readonly target: AbortSignal;
}
type Listener = (event: AbortEvent) => void;

/** An Error with the name that web APIs reject with, such as AbortError. */
export function namedError(name: string, message: string): Error {
  const error = new NativeError(message);
  error.name = name;
  return error;
}

let abortSignal: (signal: AbortSignal, reason: unknown) => void;

export class AbortSignal {
  onabort: Listener | null = null;
  #aborted = false;
  #reason: unknown;
  #listeners: { listener: Listener; once: boolean }[] = [];

  static {
    abortSignal = (signal, reason) => signal.#abort(reason);
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

  addEventListener(type: string, listener: Listener | null, options?: { once?: boolean } | boolean): void {
    if (type !== "abort" || typeof listener !== "function") return;
    if (this.#listeners.some((one) => one.listener === listener)) return;
    this.#listeners.push({ listener, once: typeof options === "object" && options.once === true });
  }

  removeEventListener(type: string, listener: Listener): void {
    if (type === "abort") this.#listeners = this.#listeners.filter((one) => one.listener !== listener);
  }

  #abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason ?? namedError("AbortError", "The operation was aborted");
    const event: AbortEvent = { type: "abort", target: this };
    const listeners = this.#listeners;
    this.#listeners = listeners.filter((one) => !one.once);
    this.onabort?.(event);
    for (const { listener } of listeners) listener.call(this, event);
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal();
    signal.#abort(reason);
    return signal;
  }

  static timeout(delayMs: number): AbortSignal {
    const signal = new AbortSignal();
    setTimeout(() => signal.#abort(namedError("TimeoutError", `The operation timed out after ${delayMs} ms`)), delayMs);
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const result = new AbortSignal();
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
  readonly signal = new AbortSignal();
  abort(reason?: unknown): void {
    abortSignal(this.signal, reason);
  }
}
