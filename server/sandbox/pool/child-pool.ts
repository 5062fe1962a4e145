import { cancelledError } from "../run-errors.ts";
import type { Sandbox, SandboxHooks, SandboxOutcome, SandboxRequest } from "../sandbox.ts";
import { carryAttempt } from "./carry-attempt.ts";
import { Slot, type SlotOptions } from "./slot.ts";

export interface PoolOptions extends SlotOptions {
  /** Number of child processes, and so of attempts at a time. */
  size: number;
  /** `tenant`: a child never serves two isolation keys. */
  isolation: "shared" | "tenant";
  /** Starts one child more whenever an attempt finds none that is ready, so that the next will. */
  warmsAhead?: boolean;
  /** Epoch milliseconds, for the times of log lines. */
  now: () => number;
}

interface Waiting {
  isolationKey: string;
  take(slot: Slot): void;
  refuse(error: Error): void;
}

/** A sandbox of child processes, each of which carries one attempt at a time. */
export class ChildPool implements Sandbox {
  readonly size: number;
  readonly #now: () => number;
  readonly #free: Slot[] = [];
  readonly #slots: Slot[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #isTenant: boolean;
  readonly #warmsAhead: boolean;
  #isClosed = false;

  constructor({ size, isolation, now, warmsAhead = false, ...slotOptions }: PoolOptions) {
    this.size = size;
    this.#now = now;
    this.#isTenant = isolation === "tenant";
    this.#warmsAhead = warmsAhead;
    for (let at = 0; at < size; at++) {
      const slot = new Slot(slotOptions);
      this.#slots.push(slot);
      this.#free.push(slot);
    }
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get idle(): number {
    return this.#isClosed ? 0 : this.#free.length;
  }

  async execute(request: SandboxRequest, hooks: SandboxHooks): Promise<SandboxOutcome> {
    const slot = await this.#acquire(request.isolationKey);
    try {
      if (hooks.signal.aborted) return cancelledBeforeStart();
      const child = await slot.prepare(request, this.#isTenant);
      if (hooks.signal.aborted) return cancelledBeforeStart();
      return await carryAttempt(child, request, hooks, this.#now);
    } finally {
      this.#release(slot);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.refuse(new Error("The sandbox is closed"));
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }

  #acquire(isolationKey: string): Promise<Slot> {
    if (this.#isClosed) return Promise.reject(new Error("The sandbox is closed"));
    const slot = this.#pick(isolationKey);
    if (slot !== undefined) return Promise.resolve(slot);
    return new Promise((take, refuse) => this.#waiting.push({ isolationKey, take, refuse }));
  }

  /** A warm child of the same tenant first, then one that nobody used, then any; of those alike the one that is ready. */
  #pick(isolationKey: string): Slot | undefined {
    const rank = (slot: Slot) => slot.rank(isolationKey, this.#isTenant);
    let best = 0;
    for (let at = 1; at < this.#free.length; at++) if (rank(this.#free[at]!) < rank(this.#free[best]!)) best = at;
    const [picked] = this.#free.splice(best, 1);
    if (this.#warmsAhead && picked && picked.state !== "ready" && !this.#free.some(({ state }) => state === "booting"))
      this.#free.find(({ state }) => state === "none")?.warm();
    return picked;
  }

  #release(slot: Slot): void {
    slot.afterAttempt(this.#isClosed);
    const next = this.#waiting.shift();
    if (next !== undefined) next.take(slot);
    else this.#free.push(slot);
  }
}

function cancelledBeforeStart(): SandboxOutcome {
  return { status: "cancelled", error: cancelledError(), wallMs: 0, cpuMs: 0, linesDropped: 0 };
}
