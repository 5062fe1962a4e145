import type { ChildProcess } from "node:child_process";
import type { ToChild } from "../protocol/messages.ts";
import { DEFAULT_LIMITS, type GuestScript, type SandboxRequest } from "../sandbox.ts";
import { scriptsOf } from "../screen-needs.ts";
import { SandboxChild } from "./sandbox-child.ts";

/** A child that cannot start would otherwise be started over and over. */
const MAX_STARTS = 3;

/** What makes an engine's children different from another's. */
export interface SlotOptions {
  launch(heapBytes: number): ChildProcess;
  /** What a new child is told first. */
  boot(): Promise<ToChild>;
  /** The source of what a screen asks for. */
  script(name: GuestScript): Promise<string>;
}

const SOON = { ready: 0, busy: 1, booting: 2 } as const;

/** One place in the pool: a child, ready or getting ready, or none yet. */
export class Slot {
  readonly #options: SlotOptions;
  #child: SandboxChild | null = null;
  #isWanted = false;
  #isClosed = false;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** Lower is better suited: whose child it is comes first, then how soon it is ready. */
  rank(isolationKey: string, isTenant: boolean): number {
    if (this.#child === null) return 6;
    const key = this.#child.isolationKey;
    const soon = SOON[this.#child.state];
    if (!isTenant || key === isolationKey) return soon;
    return key === null ? 3 + soon : 9 + soon;
  }

  get state(): SandboxChild["state"] | "none" {
    return this.#child === null || this.#child.isDying ? "none" : this.#child.state;
  }

  /** Starts the child of a free place ahead of its first attempt. */
  warm(): void {
    // Whoever comes next starts one that works, or sees why it does not.
    void this.#current(DEFAULT_LIMITS.heapBytes).catch(() => {});
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
    const scripts = await this.#read(scriptsOf(request));
    for (let start = 1; ; start++) {
      const child = await this.#current(limits.heapBytes);
      child.setIdle(false);
      try {
        await child.ready;
        if (!child.isDying) {
          child.isolationKey = isolationKey;
          for (const [name, source] of scripts) child.teach(name, source);
          return child;
        }
      } catch (error) {
        if (start === MAX_STARTS || this.#isClosed) throw error;
      }
    }
  }

  /** Replaces a child that cannot serve again, without waiting for it. */
  afterAttempt(isClosed: boolean): void {
    this.#isWanted = false;
    if (isClosed || this.#child === null) return;
    this.#child.setIdle(true);
    if (this.#child.isDying) this.warm();
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
  }

  #read(names: readonly GuestScript[]): Promise<[GuestScript, string][]> {
    return Promise.all(
      names.map(async (name): Promise<[GuestScript, string]> => [name, await this.#options.script(name)]),
    );
  }

  /** The child at hand, or a new one. */
  async #current(heapBytes: number): Promise<SandboxChild> {
    if (this.#child !== null && !this.#child.isDying) return this.#child;
    const boot = await this.#options.boot();
    if (this.#isClosed) throw new Error("The sandbox is closed");
    if (this.#child !== null && !this.#child.isDying) return this.#child;
    const enough = Math.max(heapBytes, DEFAULT_LIMITS.heapBytes);
    const child = new SandboxChild(this.#options.launch(enough), enough);
    this.#child = child;
    child.setIdle(!this.#isWanted);
    child.send(boot);
    return child;
  }
}
