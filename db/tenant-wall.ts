import type pg from "pg";

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
  notification_reads: "notification_id in (select id from notifications)",
};

/** What people sign in with: no service of a tenant reads or writes it. */
const CLOSED_TABLES = ["account", "verification", "two_factor", "session", "passkey", "rate_limit"];

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
  for (const schema of ["public", "pgboss"]) {
    await client.query(`grant usage on schema ${schema} to ${TENANT_ROLE}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${TENANT_ROLE}`);
    await client.query(`grant usage on all sequences in schema ${schema} to ${TENANT_ROLE}`);
  }
  await client.query(`revoke all on ${CLOSED_TABLES.join(", ")} from ${TENANT_ROLE}`);
  for (const { table, rule } of await openTables(client)) {
    await client.query("begin");
    await client.query(`alter table ${table} enable row level security`);
    await client.query(`drop policy if exists ${POLICY} on ${table}`);
    await client.query(`create policy ${POLICY} on ${table} to ${TENANT_ROLE} using (${rule}) with check (${rule})`);
    await client.query(`comment on policy ${POLICY} on ${table} is '${rule.replaceAll("'", "''")}'`);
    await client.query("commit");
  }
  await markFunctions(client);
}

/** Views that show what is everybody's: they read with their owner's rights, as views do. */
async function makeDoors(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select from pg_views where schemaname = 'public' and viewname = 'run_jobs'");
  // Which job carries which run: the turns in the queue are counted over all tenants.
  if (rows.length === 0) await client.query("create view run_jobs as select id, job_id from runs");
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

interface Wall {
  table: string;
  rule: string;
}

/** Tables of tenants whose policy is missing, or another version's. */
async function openTables(client: pg.Client): Promise<Wall[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; built: string | null }>(`
    select c.relname as table,
      array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      (select obj_description(p.oid, 'pg_policy') from pg_policy p
        where p.polrelid = c.oid and p.polname = '${POLICY}' and c.relrowsecurity) as built
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  return rows.flatMap(({ table, columns, built }) => {
    const column = Object.keys(RULES).find((name) => columns.includes(name));
    const rule = RULES_BY_TABLE[table] ?? (column && RULES[column]);
    return rule && rule !== built ? [{ table, rule }] : [];
  });
}

async function markFunctions(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select from pg_roles where rolname = current_user and rolsuper");
  if (rows.length === 0) return;
  const missing = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) as name where not (select proleakproof from pg_proc where oid = name::regprocedure)",
    [TELL_NOTHING],
  );
  for (const { name } of missing.rows) await client.query(`alter function ${name} leakproof`);
}
