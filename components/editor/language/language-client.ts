import type { LanguageReply, LanguageRequest, LanguageSettings, Questions } from "./protocol.ts";

const WORKER_URL = "/language/worker.js";

/** What asks the language worker about the code of one editor. */
export interface LanguageClient {
  /** Whether answers can be had: the worker is there and has read its types. */
  readonly isReady: boolean;
  /** Resolves when it is ready; never, if the worker cannot be had. */
  readonly ready: Promise<void>;
  ask<Q extends keyof Questions>(
    code: string,
    settings: LanguageSettings,
    question: Q,
    ...args: Parameters<Questions[Q]>
  ): Promise<ReturnType<Questions[Q]>>;
  close(): void;
}

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void };

/** Starts a worker for an editor. Until it is ready, and when it fails, the editor lives without it. */
export function startLanguage(): LanguageClient {
  const worker = new Worker(WORKER_URL);
  const waiting = new Map<number, Waiting>();
  let isReady = false;
  let nextId = 1;
  let known: { code?: string; settings?: LanguageSettings } = {};
  let becomeReady = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const close = () => {
    isReady = false;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new Error("The language worker is gone."));
    waiting.clear();
  };
  worker.onerror = close;
  worker.onmessage = ({ data }: MessageEvent<LanguageReply>) => {
    if ("ready" in data) {
      isReady = true;
      becomeReady();
      return;
    }
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) asker?.reject(new Error(data.error));
    else asker?.resolve(data.answer);
  };
  return {
    get isReady() {
      return isReady;
    },
    ready,
    ask(code, settings, question, ...args) {
      const id = nextId++;
      const request: LanguageRequest = {
        id,
        ask: question,
        args,
        ...(known.code !== code && { code }),
        ...(known.settings !== settings && { settings }),
      };
      known = { code, settings };
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
        worker.postMessage(request);
      });
    },
    close,
  };
}
