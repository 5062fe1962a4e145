import { randomBytes } from "node:crypto";
import ivm from "isolated-vm";
import type { GuestConfig } from "../../guest/prelude.ts";

/** V8's name for the prelude; its frames never show in a stack. */
export const PRELUDE_FILE = "app-tasks:prelude";

const MAX_RANDOM_BYTES = 65_536;

/** A message of the prelude; `kind` says what the values are. */
export type GuestMessage = (kind: string, a?: unknown, b?: unknown, c?: unknown) => void;

type GuestFunction = ivm.Reference<(...args: unknown[]) => unknown>;

/** One isolate with the prelude in it, made ahead of the attempt that will use it. It serves one attempt only. */
export class GuestIsolate {
  readonly heapBytes: number;
  readonly #isolate: ivm.Isolate;
  readonly #context: ivm.Context;
  readonly #entries: Record<"configure" | "start" | "hasHandler" | "fire" | "answer" | "refuse", GuestFunction>;
  #onMessage: GuestMessage = () => {};

  constructor(snapshot: ivm.ExternalCopy<ArrayBuffer>, heapBytes: number, onOutOfMemory: () => void) {
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
      new ivm.Callback((bytes: number) => randomBytes(Math.min(bytes, MAX_RANDOM_BYTES)).toString("base64")),
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

  get cpuMs(): number {
    return this.#isolate.isDisposed ? 0 : Math.round(Number(this.#isolate.cpuTime) / 1e6);
  }

  /** Before the screen's code, so nothing hostile can be running: this one blocks. */
  configure(config: GuestConfig, onMessage: GuestMessage): void {
    this.#onMessage = onMessage;
    this.#entries.configure.applySync(undefined, [JSON.stringify(config)]);
  }

  /** @throws the screen's own error, or a SyntaxError whose message ends in `[file:line:column]` */
  async runScreen(code: string, file: string): Promise<void> {
    const script = await this.#isolate.compileScript(code, { filename: file });
    await script.run(this.#context, { release: true });
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
