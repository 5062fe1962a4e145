import { randomBytes } from "node:crypto";
import ivm from "isolated-vm";
import type { GuestConfig } from "../../guest/prelude.ts";
import { digest } from "./digest.ts";
import type { GuestLibrary } from "./guest-library.ts";

/** V8's name for the prelude; its frames never show in a stack. */
export const PRELUDE_FILE = "app-tasks:prelude";

const MAX_RANDOM_BYTES = 65_536;

/** A message of the prelude; `kind` says what the values are. */
export type GuestMessage = (kind: string, a?: unknown, b?: unknown, c?: unknown) => void;

type GuestFunction = ivm.Reference<(...args: unknown[]) => unknown>;

/** What every isolate of a child is made of. */
export interface GuestMaterial {
  snapshot: ivm.ExternalCopy<ArrayBuffer>;
  /** Texts of tables that the prelude asks for when it needs them. */
  tables: Record<string, string>;
}

/** One isolate with the prelude in it, made ahead of the attempt that will use it. It serves one attempt only. */
export class GuestIsolate {
  readonly heapBytes: number;
  readonly #isolate: ivm.Isolate;
  readonly #context: ivm.Context;
  readonly #entries: Record<"configure" | "start" | "hasHandler" | "fire" | "answer" | "refuse", GuestFunction>;
  #onMessage: GuestMessage = () => {};
  #cpuMs = 0;

  constructor({ snapshot, tables }: GuestMaterial, heapBytes: number, onOutOfMemory: () => void) {
    this.heapBytes = heapBytes;
    this.#isolate = new ivm.Isolate({
      snapshot,
      memoryLimit: Math.max(8, Math.round(heapBytes / (1024 * 1024))),
      onCatastrophicError: onOutOfMemory,
    });
    this.#context = this.#isolate.createContextSync();
    const guest = this.#context.global.getSync("__guest", { reference: true }) as ivm.Reference<
      Record<string, unknown>
    >;
    const entry = (name: string) => guest.getSync(name, { reference: true }) as GuestFunction;
    entry("connect").applySync(undefined, [
      new ivm.Callback((kind: string, a: unknown, b: unknown, c: unknown) => this.#onMessage(kind, a, b, c), {
        ignored: true,
      }),
      // The guest waits for this one.
      new ivm.Callback((kind: string, a: unknown, b: unknown, c: unknown) => this.#onMessage(kind, a, b, c)),
      new ivm.Callback((bytes: number) => randomBytes(Math.min(bytes, MAX_RANDOM_BYTES)).toString("base64")),
      new ivm.Callback(digest),
      new ivm.Callback((name: unknown) =>
        typeof name === "string" && Object.hasOwn(tables, name) ? tables[name] : "{}",
      ),
    ]);
    this.#entries = {
      configure: entry("configure"),
      start: entry("start"),
      hasHandler: entry("hasHandler"),
      fire: entry("fire"),
      answer: entry("answer"),
      refuse: entry("refuse"),
    };
  }

  get isGone(): boolean {
    return this.#isolate.isDisposed;
  }

  /** Processor time so far, also of an isolate that is gone. */
  get cpuMs(): number {
    if (!this.#isolate.isDisposed) {
      this.#cpuMs = Math.max(this.#cpuMs, Math.round(Number(this.#isolate.cpuTime) / 1e6));
    }
    return this.#cpuMs;
  }

  /** Before the screen's code, so nothing hostile can be running: this one blocks. */
  configure(config: GuestConfig, onMessage: GuestMessage): void {
    this.#onMessage = onMessage;
    this.#entries.configure.applySync(undefined, [JSON.stringify(config)]);
  }

  /**
   * Runs what the screen asked for, in this order: the libraries, its page when `html` is not null, its code.
   * @throws the screen's own error, or a SyntaxError whose message ends in `[file:line:column]`
   */
  async runScreen(
    code: string,
    file: string,
    libraries: readonly GuestLibrary[] = [],
    html: string | null = null,
  ): Promise<void> {
    for (const library of libraries) await library.runIn(this.#isolate, this.#context);
    const page = html === null ? null : this.#takePage();
    await page?.install.apply(undefined, [html]);
    const script = await this.#isolate.compileScript(code, { filename: file });
    await script.run(this.#context, { release: true });
    await page?.ready.apply(undefined, []);
  }

  #takePage(): Record<"install" | "ready", GuestFunction> {
    const page = this.#context.global.getSync("__page", { reference: true }) as ivm.Reference<Record<string, unknown>>;
    const entry = (name: string) => page.getSync(name, { reference: true }) as GuestFunction;
    return { install: entry("install"), ready: entry("ready") };
  }

  /**
   * Enters the guest and runs it until its microtasks are done.
   * @throws the reason of a promise that the guest rejected and nobody caught
   */
  async enter(
    name: "start" | "hasHandler" | "fire" | "answer" | "refuse",
    args: (string | number | null)[],
  ): Promise<unknown> {
    return this.#entries[name].apply(undefined, args);
  }

  dispose(): void {
    if (!this.#isolate.isDisposed) this.#isolate.dispose();
  }
}
