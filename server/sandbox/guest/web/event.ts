import { settle } from "../intrinsics.ts";

export interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
}

type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };
type ListenerOptions = boolean | { once?: boolean; signal?: EventTarget & { readonly aborted: boolean } };

let deliver: (event: Event, target: EventTarget | null) => boolean;

/** An event of the DOM standard, without a tree to travel: it is always at its target. */
export class Event {
  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed = false;
  readonly timeStamp = 0;
  #target: EventTarget | null = null;
  #isPrevented = false;
  #isStopped = false;

  static {
    deliver = (event, target) => {
      if (target !== null) event.#target = target;
      return event.#isStopped;
    };
  }

  constructor(type: string, init: EventInit = {}) {
    this.type = `${type}`;
    this.bubbles = init.bubbles === true;
    this.cancelable = init.cancelable === true;
  }

  get target(): EventTarget | null {
    return this.#target;
  }

  get currentTarget(): EventTarget | null {
    return this.#target;
  }

  get defaultPrevented(): boolean {
    return this.#isPrevented;
  }

  preventDefault(): void {
    if (this.cancelable) this.#isPrevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.#isStopped = true;
  }
}

export class CustomEvent extends Event {
  readonly detail: unknown;

  constructor(type: string, init: EventInit & { detail?: unknown } = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
  }
}

export class EventTarget {
  #listeners: { type: string; listener: Listener; once: boolean }[] = [];

  addEventListener(type: string, listener: Listener | null, options: ListenerOptions = {}): void {
    if (listener === null || listener === undefined) return;
    if (this.#listeners.some((one) => one.type === type && one.listener === listener)) return;
    const { once = false, signal } = typeof options === "object" ? options : {};
    if (signal?.aborted) return;
    this.#listeners.push({ type: `${type}`, listener, once });
    signal?.addEventListener("abort", () => this.removeEventListener(type, listener), { once: true });
  }

  removeEventListener(type: string, listener: Listener | null): void {
    this.#listeners = this.#listeners.filter((one) => one.type !== type || one.listener !== listener);
  }

  /** Calls the listeners at once; false when one of them prevented the default. */
  dispatchEvent(event: Event): boolean {
    deliver(event, this);
    for (const one of this.#listeners.filter(({ type }) => type === event.type)) {
      if (one.once) this.removeEventListener(one.type, one.listener);
      callListener(this, one.listener, event);
      if (deliver(event, null)) break;
    }
    return !event.defaultPrevented;
  }
}

/** What a listener throws is nobody's to catch: it fails the run, and the other listeners still hear the event. */
export function callListener(target: EventTarget, listener: Listener, event: Event): void {
  try {
    if (typeof listener === "function") listener.call(target, event);
    else listener.handleEvent(event);
  } catch (error) {
    settle(
      undefined,
      () => {
        throw error;
      },
      () => {},
    );
  }
}
