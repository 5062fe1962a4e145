import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";
import { Link } from "./link.ts";

const OUTPUT_CHARACTERS_KEPT = 4_000;

export const SETTINGS = {
  CRON_SECRET: "cron-secret-of-the-faults",
  SECRET_KEY: "secret-key-of-the-faults-0123456789abcdef",
  DEMO: "off",
  LOG_LEVEL: "info",
  SANDBOX_SIZE: "3",
} as const;

export interface FaultProgram {
  name: string;
  /** Path below the project. */
  script: string;
  args?: readonly string[];
  settings?: Record<string, string>;
}

const JUMPING_CLOCK = pathToFileURL(join(PROJECT_ROOT, "bench/faults/programs/jumping-clock.ts")).href;

/** A process that faults happen to: to itself, to its clock, or to its link to the database. */
export class FaultProcess {
  readonly name: string;
  readonly link: Link;
  /** Exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  /** Whether it was told to end: then it may. */
  isDoomed = false;
  #child: ChildProcess;
  #output = "";

  private constructor({ name, script, args = [], settings = {} }: FaultProgram, link: Link) {
    this.name = name;
    this.link = link;
    this.#child = spawn(process.execPath, ["--import", JUMPING_CLOCK, join(PROJECT_ROOT, script), ...args], {
      cwd: PROJECT_ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: tmpdir(),
        ...SETTINGS,
        ...settings,
        DATABASE_URL: link.url,
      } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_CHARACTERS_KEPT);
      });
    this.exit = once(this.#child, "exit").then(([code]) => {
      // The kernel closes the sockets of a process that is gone, whatever the network does.
      link.close();
      return code as number | null;
    });
  }

  /** Starts it on a link of its own to the database; `prepare` may set up the link before. */
  static async start(
    databaseUrl: string,
    program: FaultProgram,
    prepare: (link: Link) => void = () => {},
  ): Promise<FaultProcess> {
    const link = await Link.to(databaseUrl);
    prepare(link);
    return new FaultProcess(program, link);
  }

  /** Sets its clock: so far from the machine's. Resolves once it has. */
  async setClock(clockOffsetMs: number): Promise<void> {
    const isSet = once(this.#child, "message", { signal: AbortSignal.timeout(10_000) });
    this.#child.send({ clockOffsetMs });
    await isSet;
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
