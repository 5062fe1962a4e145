import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

/** Starts the embedded server, reports, and stays until its standard input closes. */
const PROGRAM = `
const { startEmbeddedPostgres } = await import(process.env.LAUNCHER_MODULE);
const { stop, ...server } = await startEmbeddedPostgres({ dataDir: process.env.LAUNCHER_DATA_DIR });
console.log(JSON.stringify(server));
process.stdin.on("end", async () => { await stop(); process.exit(0); }).resume();
`;

const reportSchema = z.object({ url: z.string(), port: z.number(), owner: z.boolean() });

export type LauncherReport = z.infer<typeof reportSchema>;

/** A process of its own, for tests, that starts the embedded server or attaches to it. */
export class LauncherProcess {
  readonly child: ChildProcess;
  readonly report: Promise<LauncherReport>;

  constructor(dataDir: string) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
      env: {
        ...process.env,
        LAUNCHER_MODULE: new URL("../../db/embedded/start-embedded-postgres.ts", import.meta.url).href,
        LAUNCHER_DATA_DIR: dataDir,
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child = child;
    const failed = once(child, "exit").then(([code]) => {
      throw new Error(`The launcher process ended with code ${code} before it reported`);
    });
    failed.catch(() => {});
    const line = once(createInterface({ input: child.stdout }), "line");
    this.report = Promise.race([line.then(([text]) => reportSchema.parse(JSON.parse(String(text)))), failed]);
  }

  /** Lets the process end the orderly way and waits for it. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.stdin?.end();
    await exit;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exit;
  }
}

/** Process id of the server that runs on the data folder. */
export function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}
