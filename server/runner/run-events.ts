import { EventEmitter } from "node:events";
import pg from "pg";
import { dropWhenSilent } from "#db/dead-link.ts";
import { RUN_CHANNEL } from "#db/queue.ts";

const RECONNECT_AFTER_MS = 1_000;

/** How often the connection is asked whether it still is one, ms: it may hear nothing for hours. */
const ASK_EVERY_MS = 15_000;

export interface RunWatch {
  /** Resolves when the event has come since the last call, at once if it has already; at the latest after `ms`. */
  next(ms: number, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/**
 * Hears what other processes say of runs: `queued`, `cancel:<id>`, `ended:<id>`. A notice can be lost (the connection
 * broke, nobody listened yet): whoever waits for one must also look by itself now and then.
 */
export class RunEvents {
  #url: string;
  #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | undefined;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Starts listening and keeps at it; resolves after the first try, whether it worked or not. */
  async start(): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "app-tasks-events",
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on("notification", ({ payload }) => payload && this.#emitter.emit(payload));
    client.on("error", () => client.end().catch(() => {}));
    let asking: NodeJS.Timeout | undefined;
    client.on("end", () => {
      clearInterval(asking);
      this.#again();
    });
    try {
      await client.connect();
      await client.query(`listen ${RUN_CHANNEL}`);
      this.#client = client;
      dropWhenSilent(client);
      asking = setInterval(() => client.query("select 1").catch(() => {}), ASK_EVERY_MS).unref();
      // What happened while nobody listened is found by looking.
      this.#emitter.emit("queued");
    } catch {
      client.end().catch(() => {});
      this.#again();
    }
  }

  #again(): void {
    this.#client = undefined;
    if (this.#closed || this.#retry) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.start();
    }, RECONNECT_AFTER_MS);
  }

  on(event: string, listener: () => void): () => void {
    this.#emitter.on(event, listener);
    return () => this.#emitter.off(event, listener);
  }

  /** Resolves when the event comes, at the latest after `ms`; for who looked at nothing before. */
  async next(event: string, ms: number, signal?: AbortSignal): Promise<void> {
    const watch = this.watch(event);
    await watch.next(ms, signal);
    watch.close();
  }

  /** Listens for an event from now on, so that one that comes while its hearer looks elsewhere is not missed. */
  watch(event: string): RunWatch {
    let heard = false;
    let wake: (() => void) | undefined;
    const hear = () => {
      heard = true;
      wake?.();
    };
    const close = this.on(event, hear);
    return {
      next: (ms, signal) =>
        new Promise((resolve) => {
          const done = () => {
            clearTimeout(timer);
            signal?.removeEventListener("abort", done);
            wake = undefined;
            heard = false;
            resolve();
          };
          const timer = setTimeout(done, ms);
          signal?.addEventListener("abort", done);
          wake = done;
          if (heard || signal?.aborted) done();
        }),
      close,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => {});
  }
}
