import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { installQueue } from "./queue.ts";
import { buildTenantWall } from "./tenant-wall.ts";

/** Any number that no other program on the same database uses: "ATSK". */
const MIGRATION_LOCK = 0x4154534b;

/**
 * Brings a database up to this version: our tables, then the queue's, then the wall between tenants. Processes that start at once wait for each
 * other on an advisory lock, since the migrator alone does not (three of four concurrent runs failed without it).
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "app-tasks-migrate",
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await runMigrations(drizzle(client), { migrationsFolder: path.join(process.cwd(), "db/migrations") });
    await installQueue(url);
    await buildTenantWall(client);
  } finally {
    await client.end();
  }
}
