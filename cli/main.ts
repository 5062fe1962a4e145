import { setTimeout as sleep } from "node:timers/promises";
import type { Io } from "./io.ts";
import { runCli } from "./run-cli.ts";

/** The command line of this process. */
export async function main(): Promise<void> {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  process.once("SIGTERM", () => controller.abort());
  // Whoever reads us may have seen enough, as `head` does.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  const io: Io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
    signal: controller.signal,
  };
  process.exitCode = await runCli(process.argv.slice(2), io);
  // Connections that are kept alive would hold the process for some seconds.
  process.stdin.destroy();
  await flushed();
  process.exit();
}

/** A pipe takes what is written in its own time. */
const flushed = () =>
  Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))));
