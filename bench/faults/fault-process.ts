import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";

const OUTPUT_CHARACTERS_KEPT = 4_000;

export const SETTINGS = {
  CRON_SECRET: "cron-secret-of-the-faults",
  SECRET_KEY: "secret-key-of-the-faults-0123456789abcdef",
  DEMO: "off",
  LOG_LEVEL: "info",
  SANDBOX_SIZE: "3",
} as const;

/** A process that faults happen to. */
export class FaultProcess {
  readonly name: string;
  /** Exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  /** Whether it was told to end: then it may. */
  isDoomed = false;
  #child: ChildProcess;
  #output = "";

  /** @param script path below the project. */
  constructor(name: string, script: string, args: readonly string[], settings: Record<string, string>) {
    this.name = name;
    this.#child = spawn(process.execPath, [join(PROJECT_ROOT, script), ...args], {
      cwd: PROJECT_ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: tmpdir(),
        ...settings,
      } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_CHARACTERS_KEPT);
      });
    this.exit = once(this.#child, "exit").then(([code]) => code as number | null);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get output(): string {
    return this.#output;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** `kill -9`, and waits until it is gone. */
  async kill(): Promise<void> {
    this.isDoomed = true;
    if (this.isRunning) this.signal("SIGKILL");
    await this.exit;
  }

  /** Asks it to stop; resolves with its exit code and how long it took, ms. */
  async terminate(): Promise<{ code: number | null; ms: number }> {
    this.isDoomed = true;
    const askedAt = performance.now();
    this.signal("SIGTERM");
    return { code: await this.exit, ms: performance.now() - askedAt };
  }
}
