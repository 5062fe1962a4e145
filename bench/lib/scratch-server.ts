import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";

/**
 * Runs `work` beside an embedded PostgreSQL server of its own, which is gone afterwards with all that it held.
 *
 * @param work is given a way to make an empty database of a name, as its connection string.
 */
export async function withScratchServer(
  work: (createDatabase: (name: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "app-tasks-bench-"));
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await work((name) => createDatabase(server.url, name));
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}
