import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { type Container, createContainer } from "#server/container.ts";
import { readSettings } from "#server/settings.ts";
import { check, readPromises, type Verdict } from "./check.ts";
import { SETTINGS } from "./fault-process.ts";
import { Fleet } from "./fleet.ts";
import { waitForQuiet } from "./heal.ts";
import { watchTransitions } from "./invariants.ts";
import { type Arena, FAULT_NAMES, strike } from "./nemesis.ts";
import type { FaultOptions } from "./options.ts";
import { passTime } from "./pass-time.ts";
import { persist } from "./persist.ts";
import { Random } from "./random.ts";
import { createWorld } from "./world.ts";

export interface FaultReport {
  verdicts: Verdict[];
  /** Processes that ended by themselves, or not well when asked. */
  offences: string[];
  fires: number;
  byStatus: Record<string, number>;
  promises: number;
  faults: Record<string, number>;
  /** From being queued to the start of a run that one attempt sufficed for, seconds: median, 99th percentile, longest. */
  waitSeconds: [number, number, number] | null;
}

const TICKS_AT_ONCE = 10;

/**
 * Lets a fleet of real processes on a database of its own fire schedules late and often while faults strike, then heals,
 * waits for quiet and checks that no fire was lost or doubled and no promise broken.
 */
export async function runFaults(options: FaultOptions): Promise<FaultReport> {
  const dataDir = mkdtempSync(join(tmpdir(), "app-tasks-faults-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: true });
  const fleet = new Fleet(server.url);
  let container: Container | undefined;
  try {
    await migrate(server.url);
    container = await createContainer(
      readSettings({ ...SETTINGS, DATABASE_URL: server.url, ROLE: "web", LOG_LEVEL: "silent" }),
    );
    return await act(options, container, fleet, dataDir);
  } finally {
    await fleet.killAll();
    await container?.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function act(options: FaultOptions, container: Container, fleet: Fleet, dataDir: string): Promise<FaultReport> {
  const { db } = container;
  const random = new Random(options.seed);
  await watchTransitions(db);
  const world = await createWorld(container, random);
  const ledger = join(dataDir, "promises.jsonl");
  const apps = world.apps.map(({ organizationId, appId }) => ({
    ...{ organizationId, appId },
    taskIds: world.tasks.flatMap(({ app, id }) => (app.appId === appId ? id : [])),
  }));
  let clients = 0;
  const arena: Arena = {
    ...{ container, fleet, world, random, dataDir },
    addTicks: async () => void (await fleet.addProgram("ticks", { parallel: TICKS_AT_ONCE })),
    addClient: async () =>
      void (await fleet.addProgram("client", { ledger, label: `${options.seed}-${++clients}`, apps })),
  };
  await Promise.all(Array.from({ length: options.workers }, () => fleet.addWorker()));
  await Promise.all([arena.addTicks(), arena.addClient()]);

  const time = letTimePass(arena, new Random(options.seed + 1));
  const faults = await strikeAll(arena, options);
  const early = await time.stop();

  options.log("healing");
  await Promise.all([...fleet.others].map((one) => fleet.kill(one)));
  const left = await waitForQuiet(arena);
  if (left !== "") fleet.offences.push(`Not worked off when patience ended: ${left}`);
  await Promise.all([...fleet.workers].map((one) => fleet.retire(one)));

  const verdicts = await check(db, world, ledger);
  for (const verdict of verdicts) if (verdict.id === "I03") verdict.count += early;
  return {
    verdicts,
    offences: fleet.offences,
    promises: readPromises(ledger).length,
    faults,
    ...(await statistics(arena)),
  };
}

/** Moves schedules into the past, a few at a time, until stopped; then tells how many runs had started early. */
function letTimePass({ container: { db }, world }: Arena, random: Random) {
  let isOver = false;
  let early = 0;
  const passing = (async () => {
    while (!isOver) {
      for (let n = 0; n < 5; n++) {
        const [schedule, periods] = [random.pick(world.schedules), random.int(1, 6)];
        early += await persist("Letting time pass", () => passTime(db, schedule, periods));
      }
      await wait(700);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await passing;
      return early;
    },
  };
}

/** Every fault once, in an order of the seed, then any of them, until there were time and fires enough. */
async function strikeAll(arena: Arena, { fires, seconds, log }: FaultOptions): Promise<Record<string, number>> {
  const struck: Record<string, number> = {};
  const endsAt = performance.now() + seconds * 1_000;
  const waiting = shuffled(FAULT_NAMES, arena.random);
  while (
    performance.now() < endsAt ||
    waiting.length > 0 ||
    (await persist("Counting", () => countFires(arena))) < fires
  ) {
    const name = waiting.pop() ?? arena.random.pick(FAULT_NAMES);
    log(name);
    await strike(arena, name);
    struck[name] = (struck[name] ?? 0) + 1;
    await wait(arena.random.int(300, 2_000));
  }
  return struck;
}

function shuffled(names: readonly string[], random: Random): string[] {
  const order = names.map((name) => ({ name, place: random.int(0, 1_000_000) }));
  return order.sort((a, b) => a.place - b.place).map(({ name }) => name);
}

async function countFires({ container: { db } }: Arena): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from runs where fire_at is not null`);
  return rows[0]!.n;
}

async function statistics(arena: Arena): Promise<Pick<FaultReport, "fires" | "byStatus" | "waitSeconds">> {
  const { db } = arena.container;
  const { rows: statuses } = await db.execute<{ status: string; n: number }>(
    sql`select status, count(*)::int as n from runs where fire_at is not null group by 1 order by 2 desc`,
  );
  const { rows: waits } = await db.execute<{ seconds: [number, number, number] | null }>(
    sql`select percentile_cont(array[0.5, 0.99, 1]) within group (order by extract(epoch from started_at - queued_at)::float8) as seconds
      from runs where trigger = 'schedule' and attempt = 1 and started_at is not null`,
  );
  return {
    fires: await countFires(arena),
    byStatus: Object.fromEntries(statuses.map(({ status, n }) => [status, n])),
    waitSeconds: waits[0]!.seconds,
  };
}
