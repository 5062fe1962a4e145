import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import type { PostgresBinaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { RunAs } from "./run-as.ts";

/** A log longer than this, in bytes, is started anew when the server starts. */
const LOG_BYTES_MAX = 10_000_000;
/** How long a fast stop may take, in milliseconds, before the server is ended at once (and recovers when next started). */
const STOP_PATIENCE_MS = 20_000;

/**
 * Starts the server ("$@") with a companion that waits for the other end of the pipe on descriptor 3, which only our
 * process holds: when we end, however that happens, the pipe closes and the companion stops the server. It is started
 * twice removed, so that the server does not find a child it knows nothing of. It stops nothing but the process that
 * the database folder ($1) itself names, and looks again for a while, should we end before the server has written that.
 */
const WITH_COMPANION = `
folder=$1; shift
( ( cat <&3
    tries=0
    while kill -0 "$$" && [ "$tries" -lt 60 ]; do
      if read -r pid <"$folder/postmaster.pid" && [ "$pid" = "$$" ]; then kill -INT "$pid"; break; fi
      tries=$((tries + 1)); sleep 1
    done
  ) >/dev/null 2>&1 & )
exec "$@" 3<&-
`;

export interface ServerOptions {
  binaries: PostgresBinaries;
  clusterDir: string;
  logFile: string;
  port: number;
  /** Only tests may give up surviving a crash of the machine for speed. */
  durable: boolean;
  runAs: RunAs;
}

export interface ServerProcess {
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  hasExited(): boolean;
  /** What the server wrote to its log since it was started. */
  output(): string;
  /** Ends client sessions and stops cleanly; resolves when the server is gone. */
  stop(): Promise<void>;
}

/**
 * Starts one PostgreSQL server on loopback. Returns at once: connect to see whether it is ready.
 *
 * The server ends with this process, even by `kill -9`. On Windows, which has no `sh`, a killed process leaves it
 * running; the next start then attaches to it.
 */
export function spawnServer(options: ServerOptions): ServerProcess {
  const { binaries, clusterDir, logFile, runAs } = options;
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const isLogFull = logStart > LOG_BYTES_MAX;
  const log = openSync(logFile, isLogFull ? "w" : "a", 0o600);
  const command = [...runAs.prefix, binaries.postgres, ...serverArguments(options)];
  const [file, ...args] =
    process.platform === "win32" ? command : ["sh", "-c", WITH_COMPANION, "sh", clusterDir, ...command];

  // Its own session: Ctrl-C in a terminal must reach us first, so that we finish our work while the database is up.
  const child = spawn(file!, args, { ...childOptions(runAs), detached: true, stdio: ["ignore", log, log, "pipe"] });
  closeSync(log);
  const pipe = child.stdio[3] as Writable;
  pipe.on("error", () => {});
  // A program that has nothing more to do may end; the server then ends with it.
  child.unref();
  if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();

  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const onEnd = () => {
      ended = true;
      pipe.destroy();
      resolve();
    };
    child.once("exit", onEnd);
    child.once("error", onEnd);
  });

  return {
    exited,
    hasExited: () => ended,
    output: () => readFileSync(logFile, "utf8").slice(isLogFull ? 0 : logStart),
    stop: async () => {
      if (ended) return;
      child.ref();
      const impatience = setTimeout(() => child.kill("SIGQUIT"), STOP_PATIENCE_MS);
      await requestStop(child, options);
      await exited;
      clearTimeout(impatience);
    },
  };
}

function serverArguments({ clusterDir, port, durable }: ServerOptions): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  return ["-D", clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

async function requestStop(child: ChildProcess, { binaries, clusterDir }: ServerOptions): Promise<void> {
  if (process.platform !== "win32") {
    child.kill("SIGINT");
    return;
  }
  await runTool({ prefix: [] }, binaries.pgCtl, ["stop", "-D", clusterDir, "-m", "fast"]);
}

/**
 * Runs one of PostgreSQL's tools to its end.
 *
 * @throws EmbeddedPostgresError with what the tool wrote when it fails.
 */
export async function runTool(runAs: RunAs, tool: string, args: string[]): Promise<void> {
  const [file, ...rest] = [...runAs.prefix, tool, ...args];
  try {
    await promisify(execFile)(file!, rest, childOptions(runAs));
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new EmbeddedPostgresError(
      `${tool} failed: ${said || (error instanceof Error ? error.message : String(error))}\n` +
        "The binaries need glibc (Debian, Ubuntu, Fedora; not Alpine) and a folder that their user may reach. " +
        "Set DATABASE_URL to use a PostgreSQL server of your own instead.",
      { cause: error },
    );
  }
}

function childOptions({ uid }: RunAs) {
  const env = { ...process.env };
  // No PG* variables of ours, and no secrets: the server needs neither.
  for (const name of Object.keys(env)) {
    if (!["PATH", "SystemRoot", "TMPDIR", "TEMP"].includes(name)) delete env[name];
  }
  env.LC_ALL = "C";
  // The server's user may not be allowed into our working directory.
  return { env, cwd: "/", ...(uid === undefined ? {} : { uid, gid: uid }) };
}
