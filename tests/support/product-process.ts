import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, vi } from "vitest";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";
import { SETTINGS } from "./test-system.ts";

/** How long a test waits for what must come, ms: long, since several processes start at once on two busy cores. */
export const PATIENCE_MS = 60_000;

/** For a test that waits several times, ms. */
export const PROCESS_TEST_MS = 180_000;

/** The product as an operator starts it: a process of its own, with `scripts/start.mjs`. */
export class ProductProcess {
  readonly child: ChildProcess;
  /** Exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  #output = "";

  constructor(args: readonly string[], settings: Record<string, string>) {
    this.child = spawn(process.execPath, [join(PROJECT_ROOT, "scripts", "start.mjs"), ...args], {
      // Nothing of the test runner's own environment.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmpdir(), NODE_ENV: "production", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    this.exit = once(this.child, "exit").then(([code]) => code as number | null);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it wrote so far, for the message of a failure. */
  get output(): string {
    return this.#output;
  }

  /** Resolves once it wrote `text`. @throws Error with its output when it ended or took too long. */
  async said(text: string): Promise<this> {
    await vi.waitFor(
      () => {
        if (!this.#output.includes(text)) throw new Error(`The process has not said "${text}" yet: ${this.#output}`);
      },
      { timeout: PATIENCE_MS, interval: 25 },
    );
    return this;
  }

  /** `kill -9`, and waits until it is gone. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill("SIGKILL");
    await this.exit;
  }

  /** Asks it to stop and gives its exit code. */
  async terminate(): Promise<number | null> {
    this.child.kill("SIGTERM");
    return this.exit;
  }
}

/** Starts processes on a database; those that a test leaves running are killed after it. */
export function useProcesses() {
  const started: ProductProcess[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.kill()));
  });

  return {
    /** A worker, which is also a ticker unless `TICKER` says otherwise; resolves when it is up. */
    startWorker(databaseUrl: string, settings: Record<string, string> = {}): Promise<ProductProcess> {
      const worker = new ProductProcess(["--role=worker"], {
        ...SETTINGS,
        DATABASE_URL: databaseUrl,
        DEMO: "off",
        LOG_LEVEL: "warn",
        ...settings,
      });
      started.push(worker);
      return worker.said("carrying out runs");
    },
  };
}
