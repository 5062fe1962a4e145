import { randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { processIdentity } from "./process-identity.ts";

/** How long one launch may take, in milliseconds; recovery of a large database is part of it. */
const PATIENCE_MS = 300_000;
const POLL_MS = 50;

/**
 * Runs `work` while no other process does so with the same lock file. A lock whose owner is gone is taken over.
 *
 * The lock guards launching only. Should two processes ever both believe to hold it, PostgreSQL still refuses a second
 * server on one folder: the price is a message, never data.
 *
 * @throws EmbeddedPostgresError when another live process keeps the lock for five minutes.
 */
export async function withLaunchLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${processIdentity(process.pid)}\n${randomUUID()}\n`;
  await acquire(path, mine);
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

async function acquire(path: string, mine: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    // A link appears with its whole content or not at all; a created file could be read while it is still empty.
    while (!tryLink(draft, path)) {
      removeIfOwnerIsGone(path);
      if (deadline.aborted) {
        throw new EmbeddedPostgresError(
          `Another process has been starting the database for five minutes (lock ${path}, process ` +
            `${read(path)?.split(" ")[0] ?? "unknown"}). End that process and start again.`,
        );
      }
      await sleep(POLL_MS);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeIfOwnerIsGone(path: string): void {
  const found = read(path);
  if (found === null) return;
  const owner = found.split("\n")[0] ?? "";
  if (processIdentity(Number.parseInt(owner, 10) || 0) === owner) return;

  // Two processes may find the same dead owner; the slower of them must not remove the lock that the faster one has
  // made since. So: move aside, look, and put back what was not the dead owner's.
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== found) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (existsSync(to) || (error instanceof Error && "code" in error && error.code === "EEXIST")) return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
