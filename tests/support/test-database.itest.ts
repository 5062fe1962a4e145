import pg from "pg";
import { expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

async function tablesOf({ url }: TestDatabase): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select tablename from pg_tables where schemaname = 'public'");
    return rows.map((row) => String(row.tablename));
  } finally {
    await client.end();
  }
}

it("hands out migrated databases that do not see each other, and removes them", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  await client.query("create table only_here (id int)");
  await client.end();

  const tables = await tablesOf(one);
  expect(tables).toContain("only_here");
  expect(await tablesOf(other)).toEqual(tables.filter((table) => table !== "only_here"));
  expect(tables.length).toBeGreaterThan(1);

  await Promise.all([one.drop(), other.drop()]);
  await expect(tablesOf(one)).rejects.toThrow(/does not exist/);
});
