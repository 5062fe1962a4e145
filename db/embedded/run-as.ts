import { spawnSync } from "node:child_process";
import { chownSync, existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The id that Linux and macOS keep for a user without rights ("nobody" on Debian). */
const UNPRIVILEGED_ID = 65_534;

/**
 * How to start PostgreSQL, which refuses to run as root.
 * `prefix` is a command to put before it; `uid` a user to become, who then owns the data folder.
 */
export interface RunAs {
  prefix: string[];
  uid?: number;
}

/**
 * As root: a user namespace in which we are nobody (the files stay root's), or, where the kernel has none to give, an
 * unprivileged user. As anybody else: nothing special.
 *
 * @param clusterDir the folder of the database; one that already belongs to another user is run by that user.
 */
export function chooseRunAs(clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };

  const owner = existsSync(clusterDir) ? statSync(clusterDir).uid : 0;
  if (owner !== 0) return { prefix: [], uid: owner };
  if (spawnSync("unshare", ["-U", "true"]).status === 0) return { prefix: ["unshare", "-U"] };
  return { prefix: [], uid: UNPRIVILEGED_ID };
}

/** Gives a file or a whole folder to the user that PostgreSQL will run as; does nothing when that is us. */
export function giveTo({ uid }: RunAs, path: string): void {
  if (uid === undefined) return;
  chownSync(path, uid, uid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo({ prefix: [], uid }, join(path, name));
}
