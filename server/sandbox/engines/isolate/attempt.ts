import { droppedMessage, LineKeeper } from "../../guest/line-keeper.ts";
import type { ChildOutcome, FromChild, ToChild } from "../../protocol/messages.ts";
import { cpuTimeError, neverSettledError, noHandlerError, outOfMemoryError } from "../../run-errors.ts";
import type { GuestError, LogLevel } from "../../sandbox.ts";
import { fromThrown, locate } from "./guest-error.ts";
import type { GuestIsolate } from "./guest-isolate.ts";
import type { GuestLibrary } from "./guest-library.ts";

type Start = Extract<ToChild, { kind: "start" }>;
type Answer = Extract<ToChild, { kind: "answer" | "refuse" }>;

interface Line {
  level: LogLevel;
  message: string;
  argsJson: string | null;
  /** On this process's own clock, ms. */
  at: number;
}

const PULSE_MS = 25;
/** How long a finished run's last turn may take to end before its process is given up. */
const QUIET_MS = 100;

/** Carries one run out in the child: enters the isolate for timers and answers until the handler has settled. */
export class Attempt {
  readonly #guest: GuestIsolate;
  readonly #start: Start;
  readonly #file: string;
  readonly #send: (message: FromChild) => void;
  readonly #finished: (reusable: boolean) => void;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  readonly #pulse: NodeJS.Timeout;
  readonly #log: LineKeeper<Line>;
  #isStarted = false;
  #callsOut = 0;
  #turns = 0;
  #outcome: ChildOutcome | null = null;
  #isOver = false;

  constructor(
    guest: GuestIsolate,
    start: Start,
    send: (message: FromChild) => void,
    finished: (reusable: boolean) => void,
  ) {
    this.#guest = guest;
    this.#start = start;
    this.#send = send;
    this.#finished = finished;
    this.#file = `${start.screenName}.js`;
    this.#log = new LineKeeper(start.limits.logLines, start.limits.logBytes);
    this.#pulse = setInterval(() => this.#beat(), PULSE_MS);
  }

  async run(libraries: readonly GuestLibrary[]): Promise<void> {
    const { limits, envJson, code, html, payloadJson } = this.#start;
    this.#guest.configure({ ...limits, screenFile: this.#file, envJson }, (...message) => this.#receive(...message));
    await this.#turn(() => this.#guest.runScreen(code, this.#file, libraries, html));
    if (this.#outcome !== null) return;
    this.#isStarted = true;
    await this.#turn(() => this.#guest.enter("start", [payloadJson]));
  }

  /** What the host said to a call of the guest. */
  answer(message: Answer): void {
    this.#callsOut -= 1;
    void this.#turn(() =>
      message.kind === "answer"
        ? this.#guest.enter("answer", [message.id, message.json])
        : this.#guest.enter("refuse", [message.id, message.name, message.message, message.status]),
    );
  }

  /** The parent has decided how it ends and is about to kill this process: the end of the log is all that is left to say. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#pulse);
    this.#send({ kind: "stopped", linesDropped: this.#releaseLog() });
  }

  /** The isolate ran out of memory beyond repair. */
  outOfMemory(): void {
    this.#settle({ status: "out_of_memory", error: outOfMemoryError(this.#start.limits.heapBytes) });
    this.#end(false);
  }

  /** One stay in the isolate. The run may be over after any of them. */
  async #turn(enter: () => Promise<unknown>): Promise<void> {
    this.#turns += 1;
    let fault: GuestError | null = null;
    try {
      await enter();
    } catch (thrown) {
      // isolated-vm takes the isolate away when it passes its memory limit.
      if (this.#guest.isGone) {
        this.outOfMemory();
        return;
      }
      fault = fromThrown(thrown, this.#file);
    }
    this.#turns -= 1;
    if (fault !== null) this.#fail(fault);
    await this.#afterTurn();
  }

  async #afterTurn(): Promise<void> {
    if (this.#isOver || this.#turns > 0) return;
    if (this.#outcome === null && this.#timers.size === 0 && this.#callsOut === 0 && this.#isStarted) {
      // Nothing can wake the guest again. Asking it also lets its last messages arrive.
      const hasHandler = await this.#guest.enter("hasHandler", []).catch(() => true);
      if (this.#outcome === null && !this.#canWake) {
        this.#settle(
          hasHandler
            ? { status: "timed_out", error: neverSettledError() }
            : { status: "failed", error: noHandlerError() },
        );
      }
    }
    if (this.#outcome !== null) this.#end(true);
  }

  get #canWake(): boolean {
    return this.#timers.size > 0 || this.#callsOut > 0 || this.#turns > 0;
  }

  #receive(kind: string, a: unknown, b: unknown, c: unknown): void {
    if (this.#isOver) return;
    switch (kind) {
      case "line":
        this.#write(a as LogLevel, String(b), c === "" ? null : String(c));
        break;
      case "call":
        this.#callsOut += 1;
        this.#send({ kind: "call", id: Number(a), capability: String(b), argsJson: String(c) });
        break;
      case "timer":
        this.#setTimer(Number(a), Number(b));
        break;
      case "untimer":
        clearTimeout(this.#timers.get(Number(a)));
        this.#timers.delete(Number(a));
        break;
      case "settled":
        this.#settle(this.#toOutcome(String(a), String(b)));
        break;
    }
  }

  #toOutcome(status: string, json: string): ChildOutcome {
    if (status === "completed") return { status, resultJson: json };
    return this.#toFailure(locate(JSON.parse(json) as GuestError, this.#file));
  }

  /** V8's own words for memory that ran out mean little to a builder; where it happened means a lot. */
  #toFailure(error: GuestError): ChildOutcome {
    if (error.status !== "RUN_OUT_OF_MEMORY") return { status: "failed", error };
    const { stack, line, column } = error;
    return {
      status: "out_of_memory",
      error: { ...outOfMemoryError(this.#start.limits.heapBytes), stack, line, column },
    };
  }

  #write(level: LogLevel, message: string, argsJson: string | null): void {
    const line = { level, message, argsJson, at: performance.now() };
    if (this.#log.take(line)) this.#send({ kind: "line", level, message, argsJson });
  }

  /** The end of the log, with a mark where lines are missing. Says how many are. */
  #releaseLog(): number {
    return this.#log.release(
      (dropped) => this.#send({ kind: "line", level: "warn", message: droppedMessage(dropped), argsJson: null }),
      ({ at, ...line }) => this.#send({ kind: "line", ...line, ageMs: Math.round(performance.now() - at) }),
    );
  }

  #setTimer(id: number, delayMs: number): void {
    const fire = () => {
      this.#timers.delete(id);
      void this.#turn(() => this.#guest.enter("fire", [id]));
    };
    this.#timers.set(id, setTimeout(fire, delayMs));
  }

  /** An error nobody caught: it ends the run, or is told when the run has its result already. */
  #fail(error: GuestError): void {
    if (this.#isOver) return;
    if (this.#outcome === null) {
      this.#settle(this.#toFailure(error));
    } else {
      this.#write("error", `Uncaught after the result: ${error.stack}`, null);
    }
  }

  #settle(outcome: ChildOutcome): void {
    if (this.#outcome !== null) return;
    this.#outcome = outcome;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    // Code that goes on after the result: its process is not worth waiting for.
    if (this.#turns > 0) setTimeout(() => this.#end(false), QUIET_MS);
  }

  #beat(): void {
    const { cpuMs } = this.#guest;
    this.#send({ kind: "pulse", cpuMs, rssBytes: process.memoryUsage.rss(), linesHeld: this.#log.heldBack });
    if (cpuMs > this.#start.limits.cpuMs) {
      this.#settle({ status: "timed_out", error: cpuTimeError(this.#start.limits.cpuMs) });
      this.#end(false);
    }
  }

  #end(reusable: boolean): void {
    if (this.#isOver || this.#outcome === null) return;
    this.#isOver = true;
    clearInterval(this.#pulse);
    const linesDropped = this.#releaseLog();
    this.#send({ kind: "done", outcome: this.#outcome, cpuMs: this.#guest.cpuMs, linesDropped, reusable });
    this.#finished(reusable);
  }
}
