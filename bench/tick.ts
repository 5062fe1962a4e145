/**
 * Time of a tick: of the one that plans what is due, and of one that finds nothing, in installations of 1,000 and of
 * 100,000 tasks side by side, on an embedded server of its own. Run: node bench/tick.ts
 */
import { type DbHandle, openDb } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { openQueue } from "#db/queue.ts";
import { createPostTransport } from "#server/capabilities/post-transport.ts";
import { createPushTransport } from "#server/capabilities/push-transport.ts";
import type { RunnerPort, ServiceContext } from "#server/context.ts";
import { tick } from "#server/scheduler/tick.ts";
import { createMessenger } from "#server/services/messages/create-messenger.ts";
import { createVault } from "#server/vault/vault.ts";
import { withScratchServer } from "./lib/scratch-server.ts";

const SIZES = [
  { tasks: 1_000, due: [100, 1_000] },
  { tasks: 100_000, due: [100, 1_000, 10_000] },
] as const;
const IDLE_TICKS = 50;
const MINUTE = new Date("2026-01-05T08:00:00Z");

/** Tasks of 100 an app, each with a schedule that fires in the hours after MINUTE. */
const FILL = `
  insert into organization (id, name, slug) values ('bench', 'Bench', 'bench');
  insert into apps (organization_id, name) select 'bench', 'App ' || n from generate_series(1, $tasks / 100) n;
  insert into screens (app_id, name) select id, 'Screen' from apps;
  insert into screen_versions (app_id, screen_id, number, code) select app_id, id, 1, '' from screens;
  update screens s set draft_version_id = v.id, published_version_id = v.id from screen_versions v where v.screen_id = s.id;
  insert into tasks (app_id, name, screen_id, timeout_ms, misfire_grace_ms, retry_delay_ms, retry_on)
    select s.app_id, 'task-' || n, s.id, 30000, 60000, 10000, '{failed}' from screens s, generate_series(1, 100) n;
  insert into schedules (app_id, task_id, position, frequency, timezone, next_fire_at)
    select app_id, id, 0, '* * * * *', 'UTC', '2026-01-05T09:00:00Z'::timestamptz + (id % 1440) * interval '1 minute' from tasks;`;

interface Measured {
  tasks: number;
  due: number;
  planMs: number;
  batches: number;
  longestBatchMs: number;
  idleMs: number;
  idleQueries: number;
}

/** Counts what a pool sends, and times its transactions: each batch is one. */
function watch({ pool }: DbHandle) {
  const seen = { queries: 0, batchesMs: [] as number[] };
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    let begunAt = 0;
    client.query = ((...args: unknown[]) => {
      seen.queries += 1;
      const statement = typeof args[0] === "string" ? args[0] : (args[0] as { text?: string }).text;
      if (statement === "begin") begunAt = performance.now();
      if (statement === "commit") seen.batchesMs.push(performance.now() - begunAt);
      return query(...args);
    }) as typeof client.query;
  });
  return seen;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function measure(url: string, tasks: number, dueCounts: readonly number[]): Promise<Measured[]> {
  await migrate(url);
  const handle = openDb(url);
  const seen = watch(handle);
  const queue = openQueue(url);
  await queue.start();
  const noRunner = {} as RunnerPort;
  const ctx: ServiceContext = {
    db: handle.db,
    tenants: { of: () => handle.db },
    queue,
    clock: { now: async () => MINUTE },
    runner: noRunner,
    messenger: createMessenger({ publicUrl: "http://localhost", now: () => MINUTE.getTime() }),
    push: createPushTransport({ allow: [], subject: "mailto:bench@example.org" }),
    endpoints: createPostTransport({ name: "endpoint", whose: "The endpoint" }, { allow: [] }),
    vault: createVault("the-secret-key-of-the-benchmark-0123456789"),
    publicUrl: "http://localhost",
  };
  const execute = (statements: string) => handle.pool.query(statements);
  const results: Measured[] = [];
  try {
    await execute(FILL.replaceAll("$tasks", String(tasks)));
    for (const due of dueCounts) {
      await execute(`truncate runs cascade; delete from pgboss.job;
        update schedules set next_fire_at = '${MINUTE.toISOString()}' where id in (select id from schedules order by id * 7919 % ${tasks} limit ${due})`);
      for (const table of ["schedules", "tasks", "runs", "pgboss.job"]) await execute(`vacuum analyze ${table}`);

      seen.batchesMs = [];
      const startedAt = performance.now();
      const { fired } = await tick(ctx, MINUTE);
      const planMs = performance.now() - startedAt;
      if (fired !== due) throw new Error(`The tick fired ${fired} of ${due} due tasks.`);
      const batches = seen.batchesMs.filter((ms) => ms > 0);

      const idle: number[] = [];
      seen.queries = 0;
      for (let n = 0; n < IDLE_TICKS; n++) {
        const begunAt = performance.now();
        await tick(ctx, MINUTE);
        idle.push(performance.now() - begunAt);
      }
      const idleQueries = seen.queries / IDLE_TICKS;
      results.push({
        ...{ tasks, due, planMs, idleQueries, idleMs: median(idle) },
        ...{ batches: batches.length, longestBatchMs: Math.max(...batches) },
      });
    }
    return results;
  } finally {
    await queue.stop({ graceful: false });
    await handle.close();
  }
}

await withScratchServer(async (createDatabase) => {
  const results: Measured[] = [];
  for (const { tasks, due } of SIZES)
    results.push(...(await measure(await createDatabase(`tick_${tasks}`), tasks, due)));
  report(results);
});

function report(results: readonly Measured[]): void {
  const row = (cells: readonly (string | number)[]) =>
    console.log(cells.map((cell) => String(cell).padStart(13)).join(""));
  row(["tasks", "due", "plan ms", "fires/s", "transactions", "longest ms", "idle ms", "idle queries"]);
  for (const { tasks, due, planMs, batches, longestBatchMs, idleMs, idleQueries } of results) {
    const fires = Math.round((due / planMs) * 1_000);
    row([tasks, due, planMs.toFixed(0), fires, batches, longestBatchMs.toFixed(0), idleMs.toFixed(2), idleQueries]);
  }
  const of = (tasks: number, due: number) => results.find((one) => one.tasks === tasks && one.due === due)!;
  const times = (ratio: number) => `${ratio.toFixed(2)} times`;
  const [small, large] = [of(1_000, 1_000), of(100_000, 1_000)];
  console.log(
    `\nWith 100 times the tasks, a tick that plans 1,000 fires takes ${times(large.planMs / small.planMs)} as long,`,
  );
  console.log(`and one that finds nothing due ${times(large.idleMs / small.idleMs)} as long.`);
  const huge = of(100_000, 10_000);
  console.log(`With 10 times as many due, the tick takes ${times(huge.planMs / large.planMs)} as long.`);
}
