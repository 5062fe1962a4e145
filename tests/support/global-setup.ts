import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { ensureBuild } from "#scripts/lib/build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the server that integration tests may create databases on. */
    serverUrl: string;
    /** The migrated, empty database that each test file copies. */
    templateDatabase: string;
  }
}

/**
 * One server for the whole run, `TEST_DATABASE_URL` or one of our own in a temporary folder, and on it one migrated
 * database to copy. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Processes that tests start at the same time must not each find this to do.
  await ensureBuild({ web: false });
  const server = await startServer();
  const template = `template_${randomUUID().replaceAll("-", "")}`;
  try {
    await execute(server.url, `create database ${template}`);
    await migrate(databaseUrl(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }

  project.provide("serverUrl", server.url);
  project.provide("templateDatabase", template);
  return async () => {
    await execute(server.url, `drop database ${template} with (force)`);
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };

  const dataDir = await mkdtemp(join(tmpdir(), "app-tasks-test-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
