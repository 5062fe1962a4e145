import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { FrameError, FrameReader } from "../protocol/frames.ts";
import { decodeFromChild, encodeToChild, type FromChild, type ToChild } from "../protocol/messages.ts";
import type { GuestScript } from "../sandbox.ts";

/** Why a child is no more. `signal` is null when it left by itself. */
export interface ChildDeath {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Set when the parent killed it for what it sent. */
  fault: string | null;
}

/** What a child says while it carries an attempt. */
export type AttemptMessage = Exclude<FromChild, { kind: "ready" }>;

export interface ChildEvents {
  onMessage(message: AttemptMessage): void;
  onDeath(death: ChildDeath): void;
}

/** A child process and the channel to it. Anything on the channel that is not a known message kills it. */
export class SandboxChild {
  readonly heapBytes: number;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  /** Who carries an attempt in it, null between attempts. */
  #events: ChildEvents | null = null;
  #readiness = Promise.withResolvers<void>();
  /** `booting` until it was first ready; then `busy` from the start of an attempt until it can take the next. */
  state: "booting" | "ready" | "busy" = "booting";
  /** Set once it has served somebody: under tenant isolation it serves nobody else. */
  isolationKey: string | null = null;
  /** The memory it takes between attempts. */
  restRssBytes = 0;
  #isDead = false;
  #isKilled = false;
  #fault: string | null = null;
  readonly #taught = new Set<GuestScript>();
  readonly #process: ChildProcess;
  readonly #channel: Socket;

  /** @param heapBytes the largest heap that an attempt in it may have. */
  constructor(process: ChildProcess, heapBytes: number) {
    this.heapBytes = heapBytes;
    this.#process = process;
    this.#channel = this.#process.stdio[3] as Socket;
    this.gone = new Promise((resolve) => {
      const leave = (code: number | null, signal: NodeJS.Signals | null) => {
        if (this.#isDead) return;
        this.#isDead = true;
        this.#channel.destroy();
        resolve();
        const death: ChildDeath = { code, signal, fault: this.#fault };
        this.#readiness.reject(new Error(`A sandbox process ended before it was ready (${describeDeath(death)})`));
        this.#events?.onDeath(death);
      };
      this.#process.once("exit", leave);
      this.#process.once("error", () => leave(null, null));
    });
    // Nobody may be waiting for it; whoever comes next sees the failure.
    this.#readiness.promise.catch(() => {});
    const reader = new FrameReader();
    this.#channel.on("data", (bytes: Buffer) => this.#receive(reader, bytes));
    // The end of the process is what counts, and it is reported there.
    this.#channel.on("error", () => {});
  }

  /** Killed or gone: it will not serve again. */
  get isDying(): boolean {
    return this.#isDead || this.#isKilled;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Resolves when it can take an attempt. Rejects when it died instead. */
  get ready(): Promise<void> {
    return this.#readiness.promise;
  }

  /** From here on it is busy, until it reports that it is ready again. */
  begin(events: ChildEvents): void {
    this.#events = events;
    this.state = "busy";
    this.#readiness = Promise.withResolvers();
    this.#readiness.promise.catch(() => {});
  }

  /** The attempt is over; its last messages, if any, are nobody's. */
  end(): void {
    this.#events = null;
  }

  /** Sends a script that the child has not got yet. */
  teach(name: GuestScript, source: string): void {
    if (this.#taught.has(name)) return;
    this.#taught.add(name);
    this.send({ kind: "library", name, source });
  }

  send(message: ToChild): void {
    if (!this.#isDead) this.#channel.write(encodeToChild(message));
  }

  /** @param fault what the child did, when it is killed for that */
  kill(fault: string | null = null): void {
    this.#isKilled = true;
    this.#fault ??= fault;
    this.#process.kill("SIGKILL");
  }

  /** An idle child does not keep the server from ending. */
  setIdle(isIdle: boolean): void {
    const toggle = isIdle ? "unref" : "ref";
    this.#process[toggle]();
    this.#channel[toggle]();
  }

  #receive(reader: FrameReader, bytes: Buffer): void {
    if (this.#isKilled) return;
    try {
      for (const frame of reader.push(bytes)) this.#dispatch(decodeFromChild(frame));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.kill(error.message);
    }
  }

  #dispatch(message: FromChild): void {
    if (message.kind === "ready") {
      this.restRssBytes = message.rssBytes;
      this.state = "ready";
      this.#readiness.resolve();
    } else if (this.#events === null) {
      this.kill("it spoke out of turn");
    } else {
      this.#events.onMessage(message);
    }
  }
}

/** For an operator's eye. */
export const describeDeath = ({ code, signal, fault }: ChildDeath): string => fault ?? signal ?? `exit code ${code}`;
