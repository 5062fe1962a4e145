import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "./binaries.ts";
import { type ClusterPaths, clusterPaths, prepareCluster } from "./cluster.ts";
import { connectWhenReady, ensureDatabase } from "./connection.ts";
import { EmbeddedPostgresError, explainFileError } from "./embedded-postgres-error.ts";
import { choosePort } from "./free-port.ts";
import { withLaunchLock } from "./launch-lock.ts";
import { commandOf, isAlive } from "./process-identity.ts";
import { chooseRunAs } from "./run-as.ts";
import { type ServerProcess, spawnServer } from "./server-process.ts";

export interface EmbeddedPostgresOptions {
  /** The folder that `DATA_DIR` names; made when it is not there. */
  dataDir: string;
  /** Default: the port of the last start when it is free, else any free port. */
  port?: number;
  /** Default true. False, for tests only, is faster and does not survive a crash of the machine. */
  durable?: boolean;
  /** Told in a sentence when something happens that an operator should know. */
  log?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection string of the database `app_tasks`. Holds the password: never log it. */
  url: string;
  port: number;
  /** Whether this process started the server, which then ends with it; otherwise it found one running. */
  owner: boolean;
  /** Stops the server when we own it, else does nothing. */
  stop(): Promise<void>;
}

interface Launched {
  url: string;
  port: number;
  /** Null when another process's server was found running. */
  server: ServerProcess | null;
}

const LAUNCH_ATTEMPTS = 20;
const RETRY_MS = 500;

/**
 * Starts a PostgreSQL server on a folder, or attaches to the one that already runs there, and makes sure that it holds
 * the database `app_tasks`. Any number of processes may call this at once. Should the server be killed while its owner
 * lives, the owner starts it again on the same port.
 *
 * @throws EmbeddedPostgresError in words when it cannot be: folder not writable, made by another major version, port
 * taken, no binaries for this platform.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  const first = await launch(dataDir, options);
  const { url, port } = first;
  if (!first.server) return { url, port, owner: false, stop: async () => {} };

  let server = first.server;
  let stopping = false;
  const kept = keepRunning();
  return {
    url,
    port,
    owner: true,
    stop: async () => {
      stopping = true;
      await server.stop();
      await kept;
    },
  };

  async function keepRunning(): Promise<void> {
    for (;;) {
      await server.exited;
      if (stopping) return;
      log("The database server ended unexpectedly; starting it again.");
      try {
        const next = await launch(dataDir, { ...options, port });
        if (!next.server) return;
        server = next.server;
      } catch (error) {
        log(`The database server could not be started again: ${error instanceof Error ? error.message : error}`);
        return;
      }
      if (stopping) await server.stop();
    }
  }
}

async function launch(dataDir: string, options: EmbeddedPostgresOptions): Promise<Launched> {
  const paths = clusterPaths(dataDir);
  try {
    // Others may pass through, to the folder of the user that PostgreSQL runs as, and see nothing.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    return await withLaunchLock(paths.lock, async () => (await attach(paths)) ?? (await start(paths, options)));
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/** Connects to the server that runs on this folder; null when none does. */
async function attach(paths: ClusterPaths): Promise<Launched | null> {
  const pidFile = join(paths.cluster, "postmaster.pid");
  if (!existsSync(pidFile) || !existsSync(paths.password)) return null;

  // Lines: process id, data folder, start time, port, …
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!isAlive(pid)) return null;
  const command = commandOf(pid);
  if (command !== null && !command.includes("postgres")) {
    // Left by a server that was killed; its id belongs to another program now, which would keep PostgreSQL from
    // starting. That no orphan of the old server is left, it checks by its shared memory.
    rmSync(pidFile, { force: true });
    return null;
  }
  const password = readFileSync(paths.password, "utf8").trim();
  const connected = await connectWhenReady({ port, password, hasEnded: () => !isAlive(pid) });
  if (!connected) return null;
  return { url: await ensureDatabase(connected, { port, password }), port, server: null };
}

async function start(paths: ClusterPaths, options: EmbeddedPostgresOptions): Promise<Launched> {
  const binaries = findBinaries();
  const runAs = chooseRunAs(paths.cluster);
  const password = await prepareCluster(paths, binaries, runAs);

  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await choosePort(readPort(paths)));
    const server = spawnServer({
      ...{ binaries, runAs, port },
      clusterDir: paths.cluster,
      logFile: paths.log,
      durable: options.durable ?? true,
    });
    try {
      const connected = await connectWhenReady({ port, password, hasEnded: server.hasExited });
      if (connected) {
        writeFileSync(paths.port, `${port}\n`, { mode: 0o600 });
        return { url: await ensureDatabase(connected, { port, password }), port, server };
      }
    } catch (error) {
      await server.stop();
      throw error;
    }

    const output = server.output();
    const isPortTaken = /could not bind|Address already in use/i.test(output);
    // Sessions of a server that was killed need a moment to notice; until then they hold its shared memory.
    const isOldServerLeaving = /shared memory block|lock file "postmaster\.pid" already exists/i.test(output);
    const mayRetry = (isPortTaken && options.port === undefined) || isOldServerLeaving;
    if (!mayRetry || attempt === LAUNCH_ATTEMPTS) throw startFailure(paths, output, isPortTaken ? port : null);
    await sleep(RETRY_MS);
  }
}

function readPort(paths: ClusterPaths): number | undefined {
  return existsSync(paths.port) ? Number(readFileSync(paths.port, "utf8")) || undefined : undefined;
}

function startFailure(paths: ClusterPaths, output: string, takenPort: number | null): EmbeddedPostgresError {
  if (takenPort !== null) {
    return new EmbeddedPostgresError(
      `The database server cannot listen on port ${takenPort}: another program does. Choose another port.`,
    );
  }
  const reasons = output.split("\n").filter((line) => /FATAL|PANIC|HINT|error/.test(line));
  return new EmbeddedPostgresError(
    `The database server in ${paths.cluster} did not start: ${reasons.join(" ") || "it said nothing"}. ` +
      `Its log is ${paths.log}.`,
  );
}
