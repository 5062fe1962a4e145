import { Worker } from "node:worker_threads";
import { refuse } from "./refuse.ts";

/** How long one batch of texts may take a pattern, ms. */
const BATCH_MS_MAX = 2_000;
/** How long the patterns of one filter may take altogether, ms of the wall clock. */
const SCAN_MS_MAX = 10_000;
/** Scans with patterns at once in this process; others wait their turn, so that patterns cannot take every core. */
const WORKERS_MAX = 2;

// The whole of the thread. A text, since bundled routes have no file for it.
const THREAD = `
const { parentPort } = require("node:worker_threads");
parentPort.on("message", ({ source, flags, texts }) => {
  const pattern = new RegExp(source, flags);
  parentPort.postMessage(texts.map((text) => pattern.test(text)));
});`;

let active = 0;
const waiting: (() => void)[] = [];

export interface RegexWorker {
  /** Which of the texts match. @throws DomainError INVALID_INPUT when the pattern takes too long. */
  test(pattern: { source: string; flags: string }, texts: string[]): Promise<boolean[]>;
  close(): Promise<void>;
}

/**
 * Runs patterns in a thread that can be ended: one that backtracks without end holds up neither the event loop nor the
 * process. Close it, or others wait.
 */
export async function openRegexWorker(): Promise<RegexWorker> {
  while (active >= WORKERS_MAX) await new Promise<void>((resolve) => waiting.push(resolve));
  active++;
  const worker = new Worker(THREAD, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: 64 } });
  worker.unref();
  let isOver = false;
  const stop = () => {
    isOver = true;
    void worker.terminate();
  };
  // Heard as an exit: a pattern that needs more memory than there is.
  worker.on("error", () => {});
  worker.on("exit", () => {
    isOver = true;
  });
  // The clock of a pattern starts when the thread does.
  await new Promise((resolve) => worker.once("online", resolve).once("exit", resolve));
  const end = setTimeout(stop, SCAN_MS_MAX);
  return {
    test: (pattern, texts) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(tooSlow(pattern.source));
        const timer = setTimeout(stop, BATCH_MS_MAX);
        const onMessage = (verdicts: boolean[]) => {
          clearTimeout(timer);
          worker.off("exit", onExit);
          resolve(verdicts);
        };
        const onExit = () => {
          clearTimeout(timer);
          worker.off("message", onMessage);
          reject(tooSlow(pattern.source));
        };
        worker.once("message", onMessage).once("exit", onExit);
        worker.postMessage({ ...pattern, texts });
      }),
    async close() {
      clearTimeout(end);
      await worker.terminate();
      active--;
      waiting.shift()?.();
    },
  };
}

const tooSlow = (source: string) =>
  refuse(
    `The pattern /${source.slice(0, 100)}/ takes too long on this data. Make it simpler: repetitions inside repetitions are what is slow.`,
  );
