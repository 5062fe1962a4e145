import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { PostgresBinaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { giveTo, type RunAs } from "./run-as.ts";
import { runTool } from "./server-process.ts";

export const DATABASE_USER = "app_tasks";

/** Where the parts of one embedded database stand under `DATA_DIR`. */
export function clusterPaths(dataDir: string) {
  return {
    cluster: join(dataDir, "postgres"),
    password: join(dataDir, "postgres.password"),
    port: join(dataDir, "postgres.port"),
    lock: join(dataDir, "postgres.lock"),
    log: join(dataDir, "postgres.log"),
  };
}

export type ClusterPaths = ReturnType<typeof clusterPaths>;

/**
 * Makes the database folder when there is none, and returns the password of its one user. Call it under the launch lock.
 *
 * @throws EmbeddedPostgresError when the folder holds something else, was made by another major version, or lost its
 * password file.
 */
export async function prepareCluster(paths: ClusterPaths, binaries: PostgresBinaries, runAs: RunAs): Promise<string> {
  if (!isCluster(paths.cluster)) return createCluster(paths, binaries, runAs);

  const madeBy = readFileSync(join(paths.cluster, "PG_VERSION"), "utf8").trim();
  if (madeBy !== String(binaries.majorVersion)) {
    throw new EmbeddedPostgresError(
      `The database in ${paths.cluster} was made by PostgreSQL ${madeBy}; this release carries PostgreSQL ` +
        `${binaries.majorVersion}, which cannot read it. Dump it with the release that made it and load the dump into ` +
        "a new DATA_DIR, or set DATABASE_URL to a server that holds the data.",
    );
  }
  if (!existsSync(paths.password)) {
    throw new EmbeddedPostgresError(
      `${paths.password} is missing, so the database beside it cannot be opened. Put the file back from a backup, or ` +
        `set a new password: write it to that file and run ALTER USER ${DATABASE_USER} in PostgreSQL's single-user mode.`,
    );
  }
  // PostgreSQL refuses a folder that others may read, as a restored copy often is.
  chmodSync(paths.cluster, 0o700);
  chmodSync(paths.password, 0o600);
  return readFileSync(paths.password, "utf8").trim();
}

function isCluster(folder: string): boolean {
  if (!existsSync(folder)) return false;
  if (existsSync(join(folder, "PG_VERSION"))) return true;
  if (readdirSync(folder).length > 0) {
    throw new EmbeddedPostgresError(
      `${folder} is not empty and not a PostgreSQL database. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  rmdirSync(folder);
  return false;
}

async function createCluster(paths: ClusterPaths, binaries: PostgresBinaries, runAs: RunAs): Promise<string> {
  const password = randomBytes(24).toString("hex");
  writeFileSync(paths.password, `${password}\n`, { mode: 0o600 });
  giveTo(runAs, paths.password);

  // Made aside and renamed, so that a start that was cut short leaves nothing that looks like a database. The name is
  // new each time: what a killed start set going may still be writing into its own.
  const prefix = `${basename(paths.cluster)}.new-`;
  const folder = dirname(paths.cluster);
  for (const left of readdirSync(folder).filter((name) => name.startsWith(prefix))) {
    rmSync(join(folder, left), { recursive: true, force: true });
  }
  const draft = join(folder, `${prefix}${randomBytes(4).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  giveTo(runAs, draft);
  await runTool(runAs, binaries.initdb, [
    ...["-D", draft, "-U", DATABASE_USER, "-E", "UTF8"],
    // The same order of text on every platform and every later server.
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    // Any user of this machine can reach a loopback port, so a password it is.
    ...["-A", "scram-sha-256", `--pwfile=${paths.password}`],
    // Nothing of value is in it yet; saves about two seconds of a first start.
    ...["--no-sync", "--no-instructions"],
  ]);
  renameSync(draft, paths.cluster);
  return password;
}
