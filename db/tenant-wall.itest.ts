import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppContext } from "#server/context.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { openDb, openTenantDbs } from "./client.ts";
import { migrate } from "./migrate.ts";
import { runs, tasks } from "./schema/index.ts";
import { hasTenantWall, TENANT_ROLE, TENANT_SETTING } from "./tenant-wall.ts";

const system = useTestSystem({ TICKER: "off" });

let ours: AppContext;
let theirs: AppContext;
let client: pg.Client;

beforeAll(async () => {
  [ours, theirs] = [await system.newApp(), await system.newApp()];
  for (const app of [ours, theirs]) {
    const screen = await system.newScreen(app, handler("console.log('hello'); return 1"));
    await createTask(app, { name: "task", pageId: screen.id });
    await app.runner.runWithResult(app, { idOrName: "task" });
  }
  client = new pg.Client({ connectionString: system.url });
  await client.connect();
});

afterAll(() => client.end());

const TABLES_WITH_ROWS = [
  "apps",
  "screens",
  "screen_versions",
  "tasks",
  "runs",
  "attempts",
  "log_lines",
  "log_entries",
  "audit_entries",
  "organization",
];

describe("the wall between tenants", () => {
  it("stands around every table that has an app or an organisation", async () => {
    const { rows } = await client.query<{ name: string }>(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and attname in ('app_id', 'organization_id'))
        and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`);
    expect(rows).toEqual([]);
  });

  it("shows one organisation none of another's rows, even when nothing filters", async () => {
    for (const app of [ours, theirs]) {
      for (const table of TABLES_WITH_ROWS) {
        const column = table === "organization" ? "id" : table === "apps" ? "organization_id" : "app_id";
        const own = column === "app_id" ? app.appId : app.organizationId;
        const seen = await app.db.execute(sql.raw(`select distinct ${column} as owner from ${table}`));
        const owners = seen.rows.map(({ owner }) => (typeof own === "number" ? Number(owner) : owner));
        expect(
          owners.filter((owner) => owner !== null),
          table,
        ).toEqual([own]);
      }
    }
  });

  it("lets nothing through that is written, changed or removed across it", async () => {
    const [{ id: _id, ...task }] = (await theirs.db.select().from(tasks)) as [typeof tasks.$inferSelect];
    await expect(ours.db.insert(tasks).values({ ...task, name: "smuggled" })).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    expect(await ours.db.update(tasks).set({ name: "taken" }).returning()).toMatchObject([{ appId: ours.appId }]);
    await ours.db.update(tasks).set({ name: "task" });
    expect(await ours.db.delete(runs).returning()).toMatchObject([{ appId: ours.appId }]);
    expect(await theirs.db.select().from(runs)).toHaveLength(1);
  });

  it("keeps organisations apart that take turns on the same connections, in transactions too", async () => {
    const { tenants } = system.container.services;
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const { organizationId, appId } = n % 2 ? ours : theirs;
        const db = tenants.of(organizationId);
        const read = (on: Pick<typeof db, "select">) => on.select({ appId: tasks.appId }).from(tasks);
        const rows = n % 3 ? await read(db) : await db.transaction((tx) => read(tx));
        return rows.length === 1 && rows[0]!.appId === appId;
      }),
    );
    expect(seen.filter((isOwn) => !isOwn)).toEqual([]);
  });

  it("shows nothing to a connection that does not say whose it is", async () => {
    await client.query(`set role ${TENANT_ROLE}`);
    try {
      for (const table of TABLES_WITH_ROWS)
        expect((await client.query(`select count(*)::int as n from ${table}`)).rows, table).toEqual([{ n: 0 }]);
      await client.query("select set_config($1, '', false)", [TENANT_SETTING]);
      expect((await client.query("select from tasks")).rows).toEqual([]);
    } finally {
      await client.query("reset role");
    }
  });

  it("shows which job carries which run to all, and lets nobody change it by that", async () => {
    const [theirRun] = await theirs.db.select({ id: runs.id }).from(runs);
    const seen = (await ours.db.execute<{ id: string }>(sql`select id from run_jobs`)).rows;
    expect(seen.map(({ id }) => Number(id))).toContain(theirRun!.id);
    await expect(ours.db.execute(sql`delete from run_jobs`)).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("leaves tables of other programs alone", async () => {
    await client.query("create table somebody_elses (app_id bigint)");
    await migrate(system.url);
    const { rows } = await client.query(
      "select relrowsecurity as behind, has_table_privilege($1, oid, 'select') as open from pg_class where relname = 'somebody_elses'",
      [TENANT_ROLE],
    );
    await client.query("drop table somebody_elses");
    expect(rows).toEqual([{ behind: false, open: false }]);
  });

  it("keeps what people sign in with from all of them", async () => {
    for (const table of ['"user"', "account", "session", "two_factor", "verification", "passkey"])
      await expect(ours.db.execute(sql.raw(`select from ${table}`)), table).rejects.toMatchObject({
        cause: { code: "42501" },
      });
  });

  it("stands for a user who made the role, and for others once somebody gave it to them", async () => {
    const server = new URL(system.url);
    const names = ["maker", "plain", "given"].map((name) => `${name}_${server.pathname.slice(-8)}`) as [
      string,
      string,
      string,
    ];
    const urlOf = (name: string) => {
      const url = new URL(server);
      [url.username, url.password, url.pathname] = [name, "secret", `/${name}`];
      return url.href;
    };
    try {
      for (const name of names) {
        await client.query(`create role ${name} login password 'secret' ${name === names[0] ? "createrole" : ""}`);
        // The role is the server's and there already: as PostgreSQL leaves it with whoever made it.
        if (name === names[0])
          await client.query(`grant ${TENANT_ROLE} to ${name} with admin true, set false, inherit false`);
        if (name === names[2]) await client.query(`grant ${TENANT_ROLE} to ${name}`);
        await client.query(`create database ${name} owner ${name}`);
        await migrate(urlOf(name));
      }
      const stands = async (name: string) => {
        const { pool, close } = openDb(urlOf(name), { max: 1 });
        const hasWall = await hasTenantWall(pool);
        // Options of the address must not stand in the wall's place.
        const dbs = openTenantDbs(`${urlOf(name)}?options=-c%20search_path%3Dpublic`, { hasWall, max: 1 });
        const { rows } = await dbs.of("somebody").execute<{ user: string }>("select current_user as user");
        await Promise.all([close(), dbs.close()]);
        return { hasWall, user: rows[0]!.user };
      };
      expect(await stands(names[0])).toEqual({ hasWall: true, user: TENANT_ROLE });
      expect(await stands(names[1])).toEqual({ hasWall: false, user: names[1] });
      expect(await stands(names[2])).toEqual({ hasWall: true, user: TENANT_ROLE });
    } finally {
      for (const name of names) await client.query(`drop database if exists ${name}`);
      for (const name of names) await client.query(`drop role if exists ${name}`);
    }
  });

  it("does not keep indexes from helping to search", async () => {
    /** What PostgreSQL would do for the tenants' role, had the table no index but one. */
    const plan = async (index: string, query: string) => {
      await client.query("begin");
      try {
        await client.query(`do $$ declare i text; begin
          for i in select indexname from pg_indexes p where schemaname = 'public' and indexname <> '${index}'
            and tablename = (select tablename from pg_indexes where indexname = '${index}')
            and not exists (select from pg_constraint where conname = indexname) loop
            execute format('drop index %I', i);
          end loop; end $$`);
        await client.query("set local enable_seqscan = off");
        await client.query(`set local role ${TENANT_ROLE}`);
        const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${query}`);
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      } finally {
        await client.query("rollback");
      }
    };
    expect(await plan("log_lines_message", "select from log_lines where message ilike '%needle%'")).toMatch(
      /Index Cond: \(message ~~\*/,
    );
    expect(await plan("data_source_entries_data", `select from data_source_entries where data @> '{"a": 1}'`)).toMatch(
      /Index Cond: \(data @>/,
    );
    expect(await plan("runs_status", "select from runs where app_id = 1 and status = 'queued'")).toMatch(
      /Index Cond: .*status = 'queued'/,
    );
  });
});
