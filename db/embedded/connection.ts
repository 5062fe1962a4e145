import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DATABASE_USER } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

const DATABASE = "app_tasks";
/** How long a server may take to accept connections, in milliseconds: recovery replays what a killed one left. */
const READY_PATIENCE_MS = 240_000;
const POLL_MS = 50;

interface Endpoint {
  port: number;
  password: string;
}

/**
 * Waits until the server accepts a connection to its maintenance database, and returns that connection; null when the
 * server has ended instead.
 *
 * @throws EmbeddedPostgresError when it refuses our password, or is not ready after four minutes.
 */
export async function connectWhenReady(endpoint: Endpoint & { hasEnded: () => boolean }): Promise<pg.Client | null> {
  const deadline = AbortSignal.timeout(READY_PATIENCE_MS);
  for (;;) {
    const client = new pg.Client({ connectionString: urlOf(endpoint, "postgres") });
    // The server may be killed while we hold the connection; the query under way reports it.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      // Read last: a server that ended a moment ago refused the connection for that reason.
      if (endpoint.hasEnded()) return null;
      if (error instanceof pg.DatabaseError && error.code === "28P01") throw wrongPassword(endpoint.port);
      if (deadline.aborted) {
        throw new EmbeddedPostgresError(
          `The database server on port ${endpoint.port} accepts no connections after four minutes. ` +
            "Its log is postgres.log in DATA_DIR.",
          { cause: error },
        );
      }
    }
    await sleep(POLL_MS);
  }
}

/** Creates the product's database when it is not there, closes the connection, and returns the database's URL. */
export async function ensureDatabase(client: pg.Client, endpoint: Endpoint): Promise<string> {
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  return urlOf(endpoint, DATABASE);
}

function urlOf({ port, password }: Endpoint, database: string): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

function wrongPassword(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database server on port ${port} refuses the password in postgres.password in DATA_DIR. ` +
      "Put the file that belongs to this database back.",
  );
}
