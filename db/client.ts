import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { dropWhenSilent } from "./dead-link.ts";
import * as schema from "./schema/index.ts";
import { TENANT_ROLE, TENANT_SETTING } from "./tenant-wall.ts";

export type Db = NodePgDatabase<typeof schema>;

export interface DbHandle {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** bigint keys fit into JavaScript numbers for any table we will see. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

interface DbOptions {
  max?: number;
  name?: string;
}

/** Opens a pool for the system, which works for all tenants. */
export function openDb(url: string, options: DbOptions = {}): DbHandle {
  const pool = openPool(url, options);
  return { db: withSafeTransactions(drizzle(pool, { schema }), () => pool.connect()), pool, close: () => pool.end() };
}

export interface TenantDbs {
  /** What one organisation reads and writes through: behind the wall, it sees nothing of others. */
  of(organizationId: string): Db;
  close(): Promise<void>;
}

/** Organisations whose `Db` is kept at hand; more are made when asked for. */
const KEPT_MAX = 1_000;

/**
 * Opens a pool whose connections have taken on the tenants' role and say, before each use, for which organisation: see
 * db/tenant-wall.ts.
 *
 * @param options.hasWall whether the database has the wall; without it connections are as the system's.
 */
export function openTenantDbs(url: string, { hasWall, ...options }: DbOptions & { hasWall: boolean }): TenantDbs {
  const pool = openPool(url, { name: "app-tasks-tenants", ...options });
  const told = new WeakMap<pg.PoolClient, string>();

  async function connect(organizationId: string): Promise<pg.PoolClient> {
    const client = await pool.connect();
    if (told.get(client) === organizationId) return client;
    try {
      // By a statement and not when it connects: options in the database's address would replace ours.
      if (hasWall && !told.has(client)) await client.query(`set role ${TENANT_ROLE}`);
      await client.query("select set_config($1, $2, false)", [TENANT_SETTING, organizationId]);
      told.set(client, organizationId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  const kept = new Map<string, Db>();
  return {
    of(organizationId) {
      const known = kept.get(organizationId);
      if (known) return known;
      const one = () => connect(organizationId);
      const db = withSafeTransactions(drizzle(asPool(one), { schema }), one);
      if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!);
      kept.set(organizationId, db);
      return db;
    },
    close: () => pool.end(),
  };
}

/** As much of a pool as Drizzle needs for single statements. */
function asPool(connect: () => Promise<pg.PoolClient>): pg.Pool {
  const query = async (...statement: Parameters<pg.PoolClient["query"]>) => {
    const client = await connect();
    try {
      return await client.query(...statement);
    } finally {
      client.release();
    }
  };
  return { query, connect } as unknown as pg.Pool;
}

/**
 * A connection or a lock that cannot be had in 5 s, a statement of more than 30 s and a transaction idle for more than 15 s
 * fail instead of piling up; so does whatever waits on a link that has been silent for 35 s.
 */
function openPool(url: string, { max = 12, name = "app-tasks" }: DbOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
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
  return pool;
}

/**
 * Transactions that give their connection back however they fail. Drizzle's own keeps it for good when the very first
 * statement fails, as it does when the server was restarted: a pool full of such connections never serves again.
 */
function withSafeTransactions(db: Db, connect: () => Promise<pg.PoolClient>): Db {
  db.transaction = async (work, config) => {
    const client = await connect();
    try {
      return await drizzle(client, { schema }).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return db;
}
