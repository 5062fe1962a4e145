import { EventEmitter, once } from "node:events";

/** Gives a place back; a second call does nothing. */
export type Release = () => void;

/**
 * The places of one sandbox, and whose runs hold them: how many may start at once, and how many of them one app may
 * have. Callers that race never share a place.
 */
export class Places {
  readonly size: number;
  #held = 0;
  #releases = 0;
  readonly #heldBy = new Map<number, number>();
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  constructor(size: number) {
    this.size = size;
  }

  get free(): number {
    return Math.max(0, this.size - this.#held);
  }

  /** How many places were given back so far: who compares it misses none. */
  get releases(): number {
    return this.#releases;
  }

  /** Whether the app has as many places as one may: the last place is for somebody else, if there is more than one. */
  isFull(appId: number): boolean {
    return (this.#heldBy.get(appId) ?? 0) >= Math.max(1, this.size - 1);
  }

  /** Under a share of `perApp` places each: the apps that have theirs, and how many places any other app may still take. */
  share(perApp: number): { full: number[]; room: number } {
    const full: number[] = [];
    let most = 0;
    for (const [appId, held] of this.#heldBy) {
      if (held >= perApp) full.push(appId);
      else most = Math.max(most, held);
    }
    return { full, room: perApp - most };
  }

  /** A free place, until it is released; null when there is none for this app. */
  claim(appId: number): Release | null {
    return this.free === 0 || this.isFull(appId) ? null : this.take(appId);
  }

  /** Counts a place as held that is taken in any case: whoever takes one too many waits in the sandbox itself. */
  take(appId: number): Release {
    this.#held += 1;
    this.#heldBy.set(appId, (this.#heldBy.get(appId) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held -= 1;
      const left = (this.#heldBy.get(appId) ?? 1) - 1;
      if (left > 0) this.#heldBy.set(appId, left);
      else this.#heldBy.delete(appId);
      this.#releases += 1;
      this.#emitter.emit("released");
    };
  }

  /** Resolves when a place is given back. @throws AbortError when `signal` comes first. */
  async released(signal: AbortSignal): Promise<void> {
    await once(this.#emitter, "released", { signal });
  }
}
