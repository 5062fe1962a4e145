import type ivm from "isolated-vm";

/** A script of ours that a screen may ask for. What V8 compiled of it is kept for the isolates that come after. */
export class GuestLibrary {
  readonly #source: string;
  readonly #filename: string;
  #compiled: ivm.ExternalCopy<ArrayBuffer> | null = null;

  constructor(name: string, source: string) {
    this.#source = source;
    this.#filename = `app-tasks:${name}`;
  }

  /** Before the screen's code: what is compiled here must not be within its reach. */
  async runIn(isolate: ivm.Isolate, context: ivm.Context): Promise<void> {
    // The package's types leave out what it adds to a script when asked to.
    const script: ivm.Script & ivm.CachedDataResult = await isolate.compileScript(this.#source, {
      filename: this.#filename,
      ...(this.#compiled === null ? { produceCachedData: true } : { cachedData: this.#compiled }),
    });
    this.#compiled ??= script.cachedData ?? null;
    await script.run(context, { release: true });
  }
}
