/**
 * Time of what the studio's lists ask of the database, for an app of 10,000 log lines and for one of a million side by
 * side, behind the tenants' wall, on an embedded server of its own. Run: node bench/lists.ts
 */
import { openDb, openTenantDbs } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import type { AppContext } from "#server/context.ts";
import { findLine, listLines } from "#server/services/logs/index.ts";
import { countRuns, listRuns } from "#server/services/runs/index.ts";
import { getOverview, listTaskStats } from "#server/services/stats/index.ts";
import { withScratchServer } from "./lib/scratch-server.ts";

const ORGANIZATION = "bench";
const SMALL = 10_000;
const LARGE = 1_000_000;
const LINES_PER_RUN = 5;
const ROUNDS = 15;
/** Runs whose lines are filled in together. */
const BATCH = 10_000;

/** Five tasks with a run a minute each, one in fifty of which failed; the last one ended just now. */
const FILL = `
  insert into organization (id, name, slug) values ('${ORGANIZATION}', 'Bench', 'bench');
  insert into apps (organization_id, name) values ('${ORGANIZATION}', 'App');
  insert into screens (app_id, name) values (1, 'Screen');
  insert into screen_versions (app_id, screen_id, number, code) values (1, 1, 1, '');
  update screens set draft_version_id = 1, published_version_id = 1;
  insert into tasks (app_id, name, screen_id, timeout_ms, misfire_grace_ms, retry_delay_ms, retry_on)
    select 1, 'task-' || n, 1, 30000, 60000, 10000, '{failed}' from generate_series(1, 5) n;
  insert into runs (app_id, task_id, screen_id, screen_version_id, environment, trigger, status, error, result, attempt,
      queued_at, started_at, finished_at, duration_ms)
    select 1, 1 + n % 5, 1, 1, 'published', 'api', (case when fails then 'failed' else 'completed' end)::run_status,
      case when fails then json_build_object('name', 'Error', 'message', 'The feed answered with ' || 500 + n % 7) end,
      case when not fails then '{"ok":true}'::json end, 1, at, at, at + interval '1 second', n * 7919 % 30000
    from (select n, n % 50 = 0 as fails, now() - ($runs - n) * interval '12 seconds' as at from generate_series(1, $runs) n) made;`;

/** The lines of the runs from $first on; a bounded number at a time, as no statement may take long. */
const FILL_LINES = `
  insert into log_lines (app_id, task_id, run_id, seq, at, level, kind, message, args)
    select 1, r.task_id, r.id, seq, r.started_at, (case when seq = 5 and r.error is not null then 'error' else 'info' end)::log_level,
      'console', 'Imported release ' || r.id || ' of the feed, step ' || seq,
      json_build_array(json_build_object('step', seq, 'release', r.id))
    from runs r, generate_series(1, ${LINES_PER_RUN}) seq
    where r.id between $first and $first + ${BATCH} - 1 order by r.id, seq;`;

/** What is asked, by the words a builder has for it. `lines` is how many there are. */
const ASKED: Readonly<Record<string, (ctx: AppContext, lines: number) => Promise<unknown>>> = {
  "log: newest lines": (ctx) => listLines(ctx, {}),
  "log: older lines, from the middle": (ctx, lines) => listLines(ctx, { cursor: lines / 2 }),
  "log: lines that came since": (ctx, lines) => listLines(ctx, { order: "asc", cursor: lines - 50 }),
  "log: jump to a time": (ctx, lines) => findLine(ctx, { at: agoOf(lines / 2) }),
  "log: search for one run's words": (ctx, lines) => listLines(ctx, { search: `release ${lines / 10} of` }),
  "log: search for what all lines say": (ctx) => listLines(ctx, { search: "of the feed" }),
  "log: search for what no line says": (ctx) => listLines(ctx, { search: "quarterly report" }),
  "log: errors": (ctx) => listLines(ctx, { level: ["error"] }),
  "log: a task's lines": (ctx) => listLines(ctx, { taskId: 3 }),
  "log: a field's value": (ctx) => listLines(ctx, { field: { name: "step", value: "4" } }),
  "log: an hour of last week": (ctx, lines) => listLines(ctx, { from: agoOf(lines / 2), to: agoOf(lines / 2 - 1_500) }),
  "runs: newest": (ctx) => listRuns(ctx, {}),
  "runs: failed ones": (ctx) => listRuns(ctx, { status: "failed" }),
  "runs: slowest": (ctx) => listRuns(ctx, { sort: "slowest" }),
  "runs: search in errors": (ctx) => listRuns(ctx, { search: "answered with 503" }),
  "runs: how many failed": (ctx) => countRuns(ctx, { action: "replay", status: "failed" }),
  "home of the app": (ctx) => getOverview(ctx, { timezone: "UTC" }),
  "table of tasks": (ctx) => listTaskStats(ctx, {}),
};

/** When the line was written that has so many after it. */
const agoOf = (lines: number) => new Date(Date.now() - (lines / LINES_PER_RUN) * 12_000).toISOString();

interface Measured {
  median: number;
  longest: number;
}

async function measure(url: string, lines: number): Promise<Map<string, Measured>> {
  await migrate(url);
  const owner = openDb(url);
  const tenants = openTenantDbs(url, { hasWall: true });
  try {
    const runs = lines / LINES_PER_RUN;
    await owner.pool.query(FILL.replaceAll("$runs", String(runs)));
    for (let first = 1; first <= runs; first += BATCH)
      await owner.pool.query(FILL_LINES.replaceAll("$first", String(first)));
    for (const table of ["runs", "log_lines", "tasks"]) await owner.pool.query(`vacuum analyze ${table}`);
    const now = new Date();
    // Lists read through the database and the clock alone.
    const ctx = {
      ...{ db: tenants.of(ORGANIZATION), tenants, clock: { now: async () => now } },
      ...{ organizationId: ORGANIZATION, appId: 1, actor: { kind: "system" } },
    } as unknown as AppContext;
    const measured = new Map<string, Measured>();
    for (const [what, ask] of Object.entries(ASKED)) {
      await ask(ctx, lines);
      const took: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const begunAt = performance.now();
        await ask(ctx, lines);
        took.push(performance.now() - begunAt);
      }
      took.sort((a, b) => a - b);
      measured.set(what, { median: took[Math.floor(ROUNDS / 2)]!, longest: took.at(-1)! });
    }
    return measured;
  } finally {
    await tenants.close();
    await owner.close();
  }
}

await withScratchServer(async (createDatabase) => {
  const small = await measure(await createDatabase("small"), SMALL);
  const large = await measure(await createDatabase("large"), LARGE);
  const row = (what: string, ...cells: string[]) =>
    console.log(what.padEnd(36) + cells.map((cell) => cell.padStart(16)).join(""));
  row("median ms", ...[SMALL, LARGE].map((lines) => `${lines.toLocaleString("en")} lines`), "longest", "times as long");
  for (const [what, { median, longest }] of large) {
    const baseline = small.get(what)!.median;
    row(what, ...[baseline, median, longest].map((ms) => ms.toFixed(1)), (median / baseline).toFixed(1));
  }
});
