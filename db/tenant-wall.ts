import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type pg from "pg";
import * as schema from "./schema/index.ts";

/**
 * Row-level security: the wall behind the services. Every service filters by its tenant; a query that forgot to would
 * still see rows of one organisation only, since connections for tenants take on a role of their own to which PostgreSQL
 * shows no others. A connection that does not say whose it is sees nothing.
 *
 * The system itself (ticker, worker, sign-in) works for all tenants and goes in by the tables' owner, whom no policy binds.
 */

/** The role that connections for tenants take on. It cannot sign in. Roles are the server's, not the database's. */
export const TENANT_ROLE = "app_tasks_tenant";

/** The setting of a connection that says for which organisation it works. */
export const TENANT_SETTING = "app_tasks.organization_id";

const POLICY = "tenant_wall";

const ORGANIZATION = `current_setting('${TENANT_SETTING}', true)`;

/** Compared with a column: the ids of the organisation's apps, looked up once a statement. */
const APPS = `any (array(select id from apps where organization_id = ${ORGANIZATION}))`;

/** What a row has to fulfil, by the column that says whose it is. */
const RULES: Readonly<Record<string, string>> = {
  organization_id: `organization_id = ${ORGANIZATION}`,
  app_id: `app_id = ${APPS}`,
};

/** Tables whose rows are a tenant's without a column that says so. */
const RULES_BY_TABLE: Readonly<Record<string, string>> = {
  organization: `id = ${ORGANIZATION}`,
  notification_reads: "exists (select from notifications where id = notification_id)",
};

/** People and what they sign in with: no service of a tenant reads or writes it. */
const CLOSED_TABLES = ["user", "account", "verification", "two_factor", "session", "passkey", "rate_limit"];

/**
 * Functions behind conditions that indexes help with (texts that hold a word, entries that hold a value). A policy comes
 * before every condition that might tell of rows it hides, by an error for one; then no index helps. These tell nothing:
 * their only errors are about the pattern. PostgreSQL wants to hear that from a superuser, as the embedded database's user is;
 * elsewhere such conditions are slower.
 */
const TELL_NOTHING = [
  "pg_catalog.textlike(text, text)",
  "pg_catalog.texticlike(text, text)",
  "pg_catalog.jsonb_contains(jsonb, jsonb)",
  "pg_catalog.enum_eq(anyenum, anyenum)",
];

/**
 * Builds the wall, or what of it is missing. To be called under the lock of the migrations, after them. Where the database's
 * user may not make roles there is none; whoever opens connections asks `hasTenantWall`.
 */
export async function buildTenantWall(client: pg.Client): Promise<void> {
  await makeDoors(client);
  if (!(await makeRole(client))) return;
  // Ours by name: other programs may have tables beside them.
  const tables = Object.values(schema)
    .filter((one) => is(one, PgTable))
    .map((one) => getTableConfig(one));
  const open = tables.filter(({ name }) => !CLOSED_TABLES.includes(name));
  const names = (of: { name: string }[]) => of.map(({ name }) => `public."${name}"`).join(", ");
  const rights = "select, insert, update, delete";
  await client.query(`grant ${rights} on ${names(open)} to ${TENANT_ROLE}`);
  await client.query(`revoke all on ${names(CLOSED_TABLES.map((name) => ({ name })))} from ${TENANT_ROLE}`);
  await client.query(`revoke all on public.run_jobs from ${TENANT_ROLE}`);
  await client.query(`grant select on public.run_jobs to ${TENANT_ROLE}`);
  await client.query(`grant usage on schema public, pgboss to ${TENANT_ROLE}`);
  await client.query(`grant ${rights} on all tables in schema pgboss to ${TENANT_ROLE}`);

  const built = await builtRules(client);
  for (const { name, columns } of open) {
    const column = Object.keys(RULES).find((wanted) => columns.some((one) => one.name === wanted));
    const rule = RULES_BY_TABLE[name] ?? (column && RULES[column]);
    if (rule && built.get(name) !== rule) await putUp(client, `public."${name}"`, rule);
  }
  await markFunctions(client);
}

async function putUp(client: pg.Client, table: string, rule: string): Promise<void> {
  await client.query("begin");
  try {
    await client.query(`alter table ${table} enable row level security`);
    await client.query(`drop policy if exists ${POLICY} on ${table}`);
    await client.query(`create policy ${POLICY} on ${table} to ${TENANT_ROLE} using (${rule}) with check (${rule})`);
    await client.query(`comment on policy ${POLICY} on ${table} is '${rule.replaceAll("'", "''")}'`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** By table, the rule of the policy that stands there. */
async function builtRules(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ table: string; rule: string }>(`
    select c.relname as table, obj_description(p.oid, 'pg_policy') as rule
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = '${POLICY}' and c.relrowsecurity and c.relnamespace = 'public'::regnamespace`);
  return new Map(rows.map(({ table, rule }) => [table, rule]));
}

/** Views that show what is everybody's: they read with their owner's rights, as views do. */
async function makeDoors(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select from pg_views where schemaname = 'public' and viewname = 'run_jobs'");
  // Which job carries which run: the turns in the queue are counted over all tenants.
  if (rows.length === 0) await client.query("create view public.run_jobs as select id, job_id from runs");
}

/** Whether this connection's user can take on the tenants' role. */
export async function hasTenantWall(db: { query(text: string): Promise<{ rows: unknown[] }> }): Promise<boolean> {
  const { rows } = await db.query(`select from pg_roles where rolname = '${TENANT_ROLE}' and ${MAY_TAKE_ON}`);
  return rows.length > 0;
}

/** Since PostgreSQL 16 whoever makes a role is a member of it who may not take it on until they say so. */
const MAY_TAKE_ON =
  "pg_has_role(oid, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)";

/** @returns whether there is the role, and this user may take it on. */
async function makeRole(client: pg.Client): Promise<boolean> {
  try {
    // Other databases of the server may be brought up at the same moment.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${TENANT_ROLE}') then create role ${TENANT_ROLE} nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`);
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${TENANT_ROLE}' and ${MAY_TAKE_ON}) then
        grant ${TENANT_ROLE} to current_user; end if; end $$`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    return false;
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";

async function markFunctions(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select from pg_roles where rolname = current_user and rolsuper");
  if (rows.length === 0) return;
  const missing = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) as name where not (select proleakproof from pg_proc where oid = name::regprocedure)",
    [TELL_NOTHING],
  );
  for (const { name } of missing.rows) await client.query(`alter function ${name} leakproof`);
}
