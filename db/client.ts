import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { dropWhenSilent } from "./dead-link.ts";
import * as schema from "./schema/index.ts";

export type Db = NodePgDatabase<typeof schema>;

export interface DbHandle {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** bigint keys fit into JavaScript numbers for any table we will see. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens a pool. A connection or a lock that cannot be had in 5 s, a statement of more than 30 s and a transaction idle for
 * more than 15 s fail instead of piling up; so does whatever waits on a link that has been silent for 35 s.
 */
export function openDb(url: string, options: { max?: number; name?: string } = {}): DbHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    application_name: options.name ?? "app-tasks",
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    options: "-c timezone=UTC",
  });
  // A server that went away breaks idle clients; the pool replaces them, nobody has to die.
  pool.on("error", () => {});
  // So does it break those in use, between two statements of a transaction: unheard, that would end the process. The
  // next statement fails and says so.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("connect", dropWhenSilent);
  return { db: withSafeTransactions(drizzle(pool, { schema }), pool), pool, close: () => pool.end() };
}

/**
 * Transactions that give their connection back however they fail. Drizzle's own keeps it for good when the very first
 * statement fails, as it does when the server was restarted: a pool full of such connections never serves again.
 */
function withSafeTransactions(db: Db, pool: pg.Pool): Db {
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle(client, { schema }).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return db;
}
