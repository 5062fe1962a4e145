import { DEFAULT_LIMITS, type SandboxRequest } from "../../sandbox.ts";
import { SandboxChild } from "./sandbox-child.ts";

/** A child that cannot start would otherwise be started over and over. */
const MAX_STARTS = 3;

export interface SlotOptions {
  jit: "on" | "off";
  childFile: string;
  guest: () => Promise<string>;
}

/** One place in the pool: a child, ready or getting ready, or none yet. */
export class Slot {
  readonly #options: SlotOptions;
  #child: SandboxChild | null = null;
  #ready: Promise<SandboxChild> | null = null;
  #isWanted = false;
  #isClosed = false;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** Lower is better suited. */
  rank(isolationKey: string, isTenant: boolean): number {
    if (this.#child === null) return 2;
    const key = this.#child.isolationKey;
    if (!isTenant || key === isolationKey) return 0;
    return key === null ? 1 : 3;
  }

  /**
   * The child for this request, warm when there is one that fits.
   * @throws Error when children keep dying before they are ready
   */
  async prepare(request: SandboxRequest, isTenant: boolean): Promise<SandboxChild> {
    const { isolationKey, limits } = request;
    const isTaken = isTenant && ![null, isolationKey].includes(this.#child?.isolationKey ?? null);
    if (this.#child !== null && (isTaken || this.#child.heapBytes < limits.heapBytes)) this.#discard();
    this.#isWanted = true;
    this.#child?.setIdle(false);
    for (let start = 1; ; start++) {
      this.#ready ??= this.#start(Math.max(limits.heapBytes, DEFAULT_LIMITS.heapBytes));
      try {
        const child = await this.#ready;
        child.isolationKey = isolationKey;
        return child;
      } catch (error) {
        this.#ready = null;
        if (start === MAX_STARTS || this.#isClosed) throw error;
      }
    }
  }

  /** Makes the slot ready for the next attempt, without waiting for it. */
  afterAttempt(isClosed: boolean): void {
    this.#isWanted = false;
    const child = this.#child;
    if (child === null || isClosed) return;
    child.setIdle(true);
    if (child.isDying) {
      this.#discard();
      this.#ready = this.#start(DEFAULT_LIMITS.heapBytes);
    } else {
      this.#ready = whenReady(child);
    }
    // Nobody may be waiting for it; whoever comes next sees the failure.
    this.#ready.catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#child;
    // Only a process that counts for the event loop reports its end.
    child?.setIdle(false);
    this.#discard();
    await child?.gone;
  }

  #discard(): void {
    this.#child?.kill();
    this.#child = null;
    this.#ready = null;
  }

  async #start(heapBytes: number): Promise<SandboxChild> {
    const { guest, jit, childFile } = this.#options;
    const prelude = await guest();
    if (this.#isClosed) throw new Error("The sandbox is closed");
    const child = new SandboxChild({ heapBytes, jit, childFile });
    this.#child = child;
    child.setIdle(!this.#isWanted);
    child.send({ kind: "boot", guest: prelude });
    return whenReady(child);
  }
}

function whenReady(child: SandboxChild): Promise<SandboxChild> {
  return new Promise((resolve, reject) => {
    child.events = {
      onMessage: (message) => {
        if (message.kind !== "ready") return child.kill("it spoke before it was ready");
        child.restRssBytes = message.rssBytes;
        resolve(child);
      },
      onDeath: ({ code, signal, fault }) => {
        reject(new Error(`A sandbox process ended before it was ready (${fault ?? signal ?? `exit code ${code}`})`));
      },
    };
  });
}
