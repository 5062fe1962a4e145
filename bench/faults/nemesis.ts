import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Container } from "#server/container.ts";
import { reapRuns } from "#server/runner/reap-runs.ts";
import { createTask, updateTask } from "#server/services/tasks/index.ts";
import { serverPid } from "#tests/support/launcher-process.ts";
import type { FaultProcess } from "./fault-process.ts";
import type { Fleet } from "./fleet.ts";
import { persist, until } from "./persist.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** Everything that a fault may touch. */
export interface Arena {
  container: Container;
  fleet: Fleet;
  world: World;
  random: Random;
  dataDir: string;
  /** Starts the program that ticks, or the client, anew. */
  addTicks(): Promise<void>;
  addClient(): Promise<void>;
}

type Fault = (arena: Arena) => Promise<void>;

/** What happens, by name, and how it is undone; each leaves as many processes as it found. */
const FAULTS: Record<string, Fault> = {
  async "kill -9 of a worker"({ fleet, random }) {
    await fleet.kill(random.pick(fleet.workers));
    await fleet.addWorker();
  },
  async "rolling restart of a worker"({ fleet, random }) {
    const old = random.pick(fleet.workers);
    await fleet.addWorker();
    await fleet.retire(old);
  },
  async "SIGSTOP of a worker past its lease"(arena) {
    const { fleet, random, container } = arena;
    const worker = random.pick(fleet.workers);
    worker.signal("SIGSTOP");
    try {
      await wait(random.int(200, 1_500));
      await persist("Running leases out", () => expireLeases(arena, worker));
      await persist("Reaping", () => reapRuns(container.runnerDeps));
      await wait(random.int(200, 1_500));
    } finally {
      worker.signal("SIGCONT");
    }
  },
  async "the database's answers take longer"({ fleet, random }) {
    const delayMs = random.chance(0.7) ? 500 : 5_000;
    for (const { link } of fleet.all) link.delayMs = delayMs / 2;
    await wait(delayMs + random.int(2_000, 4_000));
    for (const { link } of fleet.all) link.heal();
  },
  async "black hole between a worker and the database, past its lease"(arena) {
    const { fleet, random, container } = arena;
    const worker = random.pick(fleet.workers);
    worker.link.swallow();
    try {
      await wait(random.int(500, 2_000));
      await persist("Running leases out", () => expireLeases(arena, worker));
      await persist("Reaping", () => reapRuns(container.runnerDeps));
      await wait(random.int(500, 2_000));
    } finally {
      worker.link.heal();
    }
  },
  async "no way to the database"({ fleet, random }) {
    for (const { link } of fleet.all) link.refuse();
    await wait(random.int(1_000, 4_000));
    for (const { link } of fleet.all) link.heal();
  },
  async "answers of the database lost"({ fleet, random }) {
    for (const { link } of fleet.all) {
      link.loseAnswers();
      await wait(random.int(100, 600));
      link.heal();
    }
  },
  async "jumps of the clocks of all processes"({ fleet, random }) {
    for (const one of fleet.all) {
      for (let jump = 0; jump < 10; jump++) await one.setClock(random.pick([-60, 60]) * 1_000);
      // And stays wrong from then on.
      await one.setClock(random.pick([-86_400, -3_600, 3_600, 86_400]) * 1_000);
    }
  },
  "immediate stop of the database": (arena) => breakDatabase(arena, "SIGQUIT"),
  "kill -9 of the database": (arena) => breakDatabase(arena, "SIGKILL"),
  async "all connections terminated"({ container: { db } }) {
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  },
  async "kill -9 amid ten parallel ticks"({ fleet, addTicks }) {
    for (const ticks of fleet.others.filter(({ name }) => name === "ticks")) {
      await fleet.kill(ticks);
      await addTicks();
    }
  },
  async "kill -9 of the client"({ fleet, addClient }) {
    for (const client of fleet.others.filter(({ name }) => name === "client")) {
      await fleet.kill(client);
      await addClient();
    }
  },
  async "tasks switched off and on, and more asked for than there may be"({ world, random }) {
    for (let n = 0; n < 4; n++) {
      const { app, id } = random.pick(world.tasks);
      await persist("Switching a task off", () => updateTask(app, { idOrName: id, active: false }));
      await persist("Switching a task on", () => updateTask(app, { idOrName: id, active: true }));
      const pageId = await persist("Reading a screen", () => anyScreen(app));
      await Promise.allSettled([1, 2].map((more) => createTask(app, { name: `more-${n}-${more}`, pageId })));
    }
  },
};

export const FAULT_NAMES = Object.keys(FAULTS);

export async function strike(arena: Arena, name: string): Promise<void> {
  // A fault that the fault before it got in the way of has struck all the same.
  await FAULTS[name]!(arena).catch((error) => {
    if (arena.fleet.workers.length === 0) throw error;
  });
}

/** Kills the database server, which its owner starts again, and waits until it has. */
async function breakDatabase({ container, dataDir }: Arena, signal: NodeJS.Signals): Promise<void> {
  const pid = serverPid(dataDir);
  process.kill(pid, signal);
  const isBack = await until(async () => {
    if (serverPid(dataDir) === pid) return false;
    await container.db.execute(sql`select 1`);
    return true;
  }, 60_000);
  if (!isBack) throw new Error("The database server was not started again within a minute.");
}

async function expireLeases({ container: { db } }: Arena, worker: FaultProcess): Promise<void> {
  await db.execute(sql`update runs set lease_expires_at = now() - interval '1 second'
    where status = 'running' and lease_owner like ${`%:${worker.pid}:%`}`);
}

async function anyScreen({ db, appId }: World["apps"][number]): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`select id from screens where app_id = ${appId} limit 1`);
  return rows[0]!.id;
}
