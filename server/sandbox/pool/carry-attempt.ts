import type { ChildOutcome, FromChild } from "../protocol/messages.ts";
import { cancelledError, crashedError, outOfMemoryError, wallTimeError } from "../run-errors.ts";
import type { SandboxHooks, SandboxOutcome, SandboxPage, SandboxRequest } from "../sandbox.ts";
import { scriptsOf, withNeed } from "../screen-needs.ts";
import { type AttemptMessage, type ChildDeath, describeDeath, type SandboxChild } from "./sandbox-child.ts";

/** Signals that V8, the allocator and the kernel end a process with when memory runs out. */
const MEMORY_SIGNALS: (NodeJS.Signals | null)[] = ["SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS"];

/** How long a child that is to be killed has for the end of the log, ms. */
const LAST_WORDS_MS = 250;

type Ended = Exclude<SandboxOutcome, { status: "completed" }>;

/** What the parent sees of one attempt, from the first frame to the last. */
class Carrier {
  readonly #child: SandboxChild;
  readonly #request: SandboxRequest;
  readonly #hooks: SandboxHooks;
  readonly #now: () => number;
  readonly #startedAt = performance.now();
  readonly #calls = new AbortController();
  readonly #answered = new Set<number>();
  readonly #resolve: (outcome: SandboxOutcome) => void;
  readonly #onAbort = () => this.#stop({ status: "cancelled", error: cancelledError() });
  readonly #wallTimer: NodeJS.Timeout;
  #lastWords: NodeJS.Timeout | undefined;
  #ending: Pick<Ended, "status" | "error"> | null = null;
  #page: SandboxPage | null = null;
  #cpuMs = 0;
  #peakRss = 0;
  #inFlight = 0;
  #callsMade = 0;
  #lines = 0;
  #logBytes = 0;
  #linesHeld = 0;
  #linesDropped = 0;

  constructor(
    child: SandboxChild,
    request: SandboxRequest,
    hooks: SandboxHooks,
    now: () => number,
    resolve: (outcome: SandboxOutcome) => void,
  ) {
    this.#child = child;
    this.#request = request;
    this.#hooks = hooks;
    this.#now = now;
    this.#resolve = resolve;
    this.#wallTimer = setTimeout(() => this.#timeOut(), request.limits.wallMs);
    child.begin({ onMessage: (message) => this.#receive(message), onDeath: (death) => this.#mourn(death) });
    hooks.signal.addEventListener("abort", this.#onAbort, { once: true });
    const { screenName, code, dom = false, html = "", payloadJson, env, limits } = request;
    child.send({
      kind: "start",
      screenName: fileSafe(screenName),
      code,
      libraries: scriptsOf(request),
      html: dom ? html : null,
      payloadJson,
      envJson: JSON.stringify(env),
      limits,
    });
  }

  #receive(message: AttemptMessage): void {
    // Of what arrives after the decision to kill only the end of the log belongs to the run.
    if (this.#ending !== null && message.kind !== "line") {
      if (message.kind === "stopped" || message.kind === "done") this.#killStopped(message.linesDropped);
      return;
    }
    switch (message.kind) {
      case "line":
        this.#takeLine(message);
        break;
      case "call":
        void this.#takeCall(message.id, message.capability, message.argsJson);
        break;
      case "pulse":
        this.#cpuMs = message.cpuMs;
        this.#peakRss = Math.max(this.#peakRss, message.rssBytes);
        this.#linesHeld = message.linesHeld ?? 0;
        break;
      case "page":
        this.#page = { screenshot: message.screenshot, text: message.text };
        break;
      case "done":
        this.#finish(message.outcome, message.cpuMs, message.linesDropped, message.reusable);
    }
  }

  /** The guest keeps to its limits by itself; a child that does not has been taken over. */
  #takeLine({ level, message, argsJson, ageMs = 0 }: Extract<FromChild, { kind: "line" }>): void {
    const { limits } = this.#request;
    this.#lines += 1;
    this.#logBytes += Buffer.byteLength(message) + (argsJson === null ? 0 : Buffer.byteLength(argsJson));
    // Two lines more: the sandbox's own, about what was dropped and what came too late.
    if (this.#lines > limits.logLines + 2 || this.#logBytes > limits.logBytes + 4 * limits.lineBytes) {
      this.#child.kill("it passed its log limits");
      return;
    }
    try {
      this.#hooks.onLine({ atMs: this.#now() - Math.min(ageMs, this.#wallMs), level, message, argsJson });
    } catch {
      // No guest writes lines that cannot be taken (nested too deeply, say), but a child that was taken over can.
      this.#child.kill("its line could not be taken");
    }
  }

  async #takeCall(id: number, capability: string, argsJson: string): Promise<void> {
    const { limits } = this.#request;
    if (this.#inFlight >= limits.callsInFlight || this.#callsMade >= limits.calls || this.#answered.has(id)) {
      this.#child.kill("it passed its call limits");
      return;
    }
    this.#inFlight += 1;
    this.#callsMade += 1;
    this.#answered.add(id);
    try {
      const json = await this.#hooks.call(capability, argsJson, this.#calls.signal);
      if (!this.#calls.signal.aborted) this.#child.send({ kind: "answer", id, json });
    } catch (error) {
      if (!this.#calls.signal.aborted) this.#child.send({ kind: "refuse", id, ...refusal(error) });
    } finally {
      this.#inFlight -= 1;
    }
  }

  #finish(outcome: ChildOutcome, cpuMs: number, linesDropped: number, reusable: boolean): void {
    if (!reusable) this.#child.kill();
    const told = outcome.status === "failed" ? { ...outcome, error: withNeed(outcome.error, this.#request) } : outcome;
    const page = this.#page && { page: this.#page };
    this.#close({ ...told, wallMs: this.#wallMs, cpuMs: Math.max(cpuMs, this.#cpuMs), linesDropped, ...page });
  }

  #timeOut(): void {
    const { wallMs } = this.#request.limits;
    this.#stop({ status: "timed_out", error: wallTimeError(wallMs, this.#cpuMs) });
  }

  /** Decides the outcome, asks for the end of the log and kills; the run is over when the process is gone. */
  #stop(ending: Pick<Ended, "status" | "error">): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#calls.abort();
    this.#child.send({ kind: "stop" });
    this.#lastWords = setTimeout(() => this.#child.kill(), LAST_WORDS_MS);
  }

  /** The end of the log is there. */
  #killStopped(linesDropped: number): void {
    this.#linesHeld = 0;
    this.#linesDropped = linesDropped;
    this.#child.kill();
  }

  #mourn(death: ChildDeath): void {
    if (this.#linesHeld > 0) {
      const lost = `At least ${this.#linesHeld} more console lines were lost with the process that ran the code`;
      this.#hooks.onLine({ atMs: this.#now(), level: "warn", message: lost, argsJson: null });
    }
    const ending = this.#ending ?? this.#explain(death);
    this.#close({ ...ending, wallMs: this.#wallMs, cpuMs: this.#cpuMs, linesDropped: this.#linesDropped });
  }

  /**
   * A process that died by a signal of the allocator, while its memory
   * had grown by more than half of the heap it may have, ran out of
   * memory. Growth is sampled every 25 ms, so a burst in between can
   * pass for a crash.
   */
  #explain(death: ChildDeath): Pick<Ended, "status" | "error"> {
    const { signal, fault } = death;
    const { heapBytes } = this.#request.limits;
    const hasGrown = this.#peakRss - this.#child.restRssBytes > heapBytes / 2;
    if (fault === null && hasGrown && (MEMORY_SIGNALS.includes(signal) || signal === "SIGKILL")) {
      return { status: "out_of_memory", error: outOfMemoryError(heapBytes) };
    }
    return { status: "crashed", error: crashedError(describeDeath(death)) };
  }

  get #wallMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  #close(outcome: SandboxOutcome): void {
    clearTimeout(this.#wallTimer);
    clearTimeout(this.#lastWords);
    this.#hooks.signal.removeEventListener("abort", this.#onAbort);
    this.#child.end();
    this.#calls.abort();
    this.#resolve(outcome);
  }
}

/** Runs one attempt in a child that is ready for it. Never rejects. */
export function carryAttempt(
  child: SandboxChild,
  request: SandboxRequest,
  hooks: SandboxHooks,
  now: () => number,
): Promise<SandboxOutcome> {
  return new Promise((resolve) => {
    new Carrier(child, request, hooks, now, resolve);
  });
}

/** Only these three words of a host error may reach the guest: no stack, no cause. */
function refusal(error: unknown): { name: string; message: string; status: string | null } {
  if (!(error instanceof Error)) return { name: "Error", message: "The call failed", status: null };
  const { status } = error as { status?: unknown };
  return { name: error.name, message: error.message, status: typeof status === "string" ? status : null };
}

/** A name that cannot be mistaken for another part of a stack line. */
function fileSafe(screenName: string): string {
  return screenName.replace(/[^\p{L}\p{N} ._-]/gu, "-").slice(0, 100) || "screen";
}
