import { setTimeout as wait } from "node:timers/promises";
import type { ChildOutcome, FromChild, ToChild } from "../../protocol/messages.ts";
import { cpuTimeError, noHandlerError, outOfMemoryError } from "../../run-errors.ts";
import type { GuestError, LogLevel } from "../../sandbox.ts";
import { locate } from "../isolate/guest-error.ts";
import { leftPageError } from "./browser-errors.ts";
import type { GuestPage, GuestText } from "./guest-page.ts";

type Start = Extract<ToChild, { kind: "start" }>;
type Answer = Extract<ToChild, { kind: "answer" | "refuse" }>;

const PULSE_MS = 250;
/** How long a page may take to show itself when its run is over, ms. */
const RECORD_MS = 5_000;
/** How long for the end of its log, ms. */
const LOG_MS = 200;
/** What must be left of the run's time for that. */
const SPARE_MS = 500;

export interface AttemptDeps {
  prelude: string;
  /** Processor time of the browser's pages so far, ms. */
  cpuMs(): Promise<number>;
  send(message: FromChild): void;
  /** Ends this process: whatever runs in the page is not what we put there. */
  die(): never;
  /** Whether this process may serve another attempt when this one ended well. */
  mayServeAgain: boolean;
  finished(reusable: boolean): void;
}

/** Carries one run out in a page. */
export class BrowserAttempt {
  readonly #page: GuestPage;
  readonly #start: Start;
  readonly #deps: AttemptDeps;
  readonly #file: string;
  readonly #startedAt = performance.now();
  readonly #pulse: NodeJS.Timeout;
  #cpuAtStart = 0;
  #cpuMs = 0;
  #isBeating = false;
  #isOpen = false;
  #isStarted = false;
  /** Times in a row that nothing was left which could register a handler. */
  #stuck = 0;
  #outcome: ChildOutcome | null = null;
  #linesDropped = 0;
  /** Whether the guest has told the end of its log. */
  #isLogTold = false;
  #isOver = false;

  constructor(page: GuestPage, start: Start, deps: AttemptDeps) {
    this.#page = page;
    this.#start = start;
    this.#deps = deps;
    this.#file = `${start.screenName}.js`;
    this.#pulse = setInterval(() => void this.#beat(), PULSE_MS);
  }

  /** @param scripts what the screen asked for, by name and source, in the order of loading. */
  async run(scripts: readonly [name: string, source: string][]): Promise<void> {
    const { limits, envJson, code, html, payloadJson } = this.#start;
    this.#cpuAtStart = await this.#deps.cpuMs();
    await this.#page.open(html ?? "", this.#deps.prelude, {
      onMessage: (text) => this.#receive(text),
      onLeft: () => this.#settle({ status: "failed", error: leftPageError() }),
      onForgery: this.#deps.die,
    });
    await this.#page.configure({ ...limits, screenFile: this.#file, envJson });
    this.#isOpen = true;
    for (const [name, source] of scripts) await this.#page.runTrusted(source, name);
    await this.#page.install();
    const fault = await this.#page.runScreen(code, this.#file);
    if (fault !== null) this.#settle({ status: "failed", error: fault });
    if (this.#outcome !== null) return;
    await this.#page.enter("start", [payloadJson]);
    this.#isStarted = true;
  }

  /** The server has decided how it ends and is about to kill this process: the end of the log is all that is left to say. */
  async stop(): Promise<void> {
    clearInterval(this.#pulse);
    await this.#tellLog();
    this.#isOver = true;
    this.#deps.send({ kind: "stopped", linesDropped: this.#linesDropped });
  }

  /** What the host said to a call of the guest. */
  answer(message: Answer): void {
    const entered =
      message.kind === "answer"
        ? this.#page.enter("answer", [message.id, message.json])
        : this.#page.enter("refuse", [message.id, message.name, message.message, message.status]);
    // A page that is gone has its own way of telling.
    entered.catch(() => {});
  }

  /** The page's process ended. @param isMemory whether it ended as one does that has no memory left. */
  crashed(isMemory: boolean): void {
    if (this.#isOver) return;
    if (!isMemory) this.#deps.die();
    this.#outcome ??= { status: "out_of_memory", error: outOfMemoryError(this.#start.limits.heapBytes) };
    this.#end(false);
  }

  #receive([kind, a, b, c]: GuestText): void {
    if (this.#isOver) return;
    switch (kind) {
      case "line":
        this.#deps.send({ kind, level: a as LogLevel, message: String(b), argsJson: c === "" ? null : String(c) });
        break;
      case "call":
        this.#deps.send({ kind, id: Number(a), capability: String(b), argsJson: String(c) });
        break;
      case "uncaught":
        this.#fail(locate(JSON.parse(String(a)) as GuestError, this.#file));
        break;
      case "settled":
        this.#linesDropped = Number(c);
        this.#isLogTold = true;
        this.#settle(
          a === "completed"
            ? { status: "completed", resultJson: String(b) }
            : this.#toFailure(locate(JSON.parse(String(b)) as GuestError, this.#file)),
        );
        break;
      default:
        this.#deps.die();
    }
  }

  /** An error nobody caught: it ends the run, or is told when the run has its result already. */
  #fail(error: GuestError): void {
    if (this.#outcome === null) {
      this.#settle(this.#toFailure(error));
    } else {
      const message = `Uncaught after the result: ${error.stack}`;
      this.#deps.send({ kind: "line", level: "error", message, argsJson: null });
    }
  }

  #toFailure(error: GuestError): ChildOutcome {
    if (error.status !== "RUN_OUT_OF_MEMORY") return { status: "failed", error };
    const { stack, line, column } = error;
    return {
      status: "out_of_memory",
      error: { ...outOfMemoryError(this.#start.limits.heapBytes), stack, line, column },
    };
  }

  #settle(outcome: ChildOutcome): void {
    if (this.#outcome !== null) return;
    this.#outcome = outcome;
    void this.#finish();
  }

  async #finish(): Promise<void> {
    await this.#tellLog();
    const leftMs = this.#start.limits.wallMs - (performance.now() - this.#startedAt) - SPARE_MS;
    const page = leftMs > 0 ? await within(Math.min(leftMs, RECORD_MS), this.#page.record()) : null;
    if (this.#isOver) return;
    if (page !== null) this.#deps.send({ kind: "page", ...page });
    // A page that did not answer is still busy with something.
    this.#end(page !== null && this.#deps.mayServeAgain);
  }

  /** The guest keeps the end of the log until it is told that the run is over; a busy one loses it. */
  async #tellLog(): Promise<void> {
    if (this.#isLogTold || !this.#isOpen) return;
    this.#isLogTold = true;
    this.#linesDropped = Number(await within(LOG_MS, this.#page.enter("releaseLog", [])));
  }

  async #beat(): Promise<void> {
    if (this.#isBeating || this.#outcome !== null) return;
    this.#isBeating = true;
    try {
      this.#cpuMs = Math.max(0, Math.round((await this.#deps.cpuMs()) - this.#cpuAtStart));
      this.#deps.send({ kind: "pulse", cpuMs: this.#cpuMs, rssBytes: 0 });
      const { cpuMs } = this.#start.limits;
      if (this.#cpuMs > cpuMs) {
        this.#outcome ??= { status: "timed_out", error: cpuTimeError(cpuMs) };
        this.#end(false);
      } else if (this.#isStarted) {
        await this.#lookForHandler();
      }
    } catch {
      // The browser or the page is on its way out, which is told elsewhere.
    }
    this.#isBeating = false;
  }

  async #lookForHandler(): Promise<void> {
    this.#stuck = (await this.#page.enter("isStuck", [])) === true ? this.#stuck + 1 : 0;
    if (this.#stuck === 2) this.#settle({ status: "failed", error: noHandlerError() });
  }

  #end(reusable: boolean): void {
    if (this.#isOver || this.#outcome === null) return;
    this.#isOver = true;
    clearInterval(this.#pulse);
    this.#page.silence();
    this.#deps.send({
      kind: "done",
      outcome: this.#outcome,
      cpuMs: this.#cpuMs,
      linesDropped: this.#linesDropped,
      reusable,
    });
    this.#deps.finished(reusable);
  }
}

/** Null when the answer fails or takes longer. */
async function within<T>(patienceMs: number, answer: Promise<T>): Promise<T | null> {
  const patience = new AbortController();
  const silence = wait(patienceMs, null, { signal: patience.signal }).catch(() => null);
  return Promise.race([answer.catch(() => null), silence]).finally(() => patience.abort());
}
