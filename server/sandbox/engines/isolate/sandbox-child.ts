import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { FrameError, FrameReader } from "../../protocol/frames.ts";
import { decodeFromChild, encodeToChild, type FromChild, type ToChild } from "../../protocol/messages.ts";
import { type LaunchOptions, launchChild } from "./launch.ts";

/** Why a child is no more. `signal` is null when it left by itself. */
export interface ChildDeath {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Set when the parent killed it for what it sent. */
  fault: string | null;
}

export interface ChildEvents {
  onMessage(message: FromChild): void;
  onDeath(death: ChildDeath): void;
}

/** A child process and the channel to it. Anything on the channel that is not a known message kills it. */
export class SandboxChild {
  readonly heapBytes: number;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  events: ChildEvents | null = null;
  /** Set once it has served somebody: under tenant isolation it serves nobody else. */
  isolationKey: string | null = null;
  /** The memory it takes between attempts. */
  restRssBytes = 0;
  #isDead = false;
  #isKilled = false;
  #fault: string | null = null;
  readonly #process: ChildProcess;
  readonly #channel: Socket;

  constructor(options: LaunchOptions) {
    this.heapBytes = options.heapBytes;
    this.#process = launchChild(options);
    this.#channel = this.#process.stdio[3] as Socket;
    this.gone = new Promise((resolve) => {
      const leave = (code: number | null, signal: NodeJS.Signals | null) => {
        if (this.#isDead) return;
        this.#isDead = true;
        this.#channel.destroy();
        resolve();
        this.events?.onDeath({ code, signal, fault: this.#fault });
      };
      this.#process.once("exit", leave);
      this.#process.once("error", () => leave(null, null));
    });
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
      for (const frame of reader.push(bytes)) this.events?.onMessage(decodeFromChild(frame));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.kill(error.message);
    }
  }
}
