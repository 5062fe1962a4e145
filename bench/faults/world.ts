import { MISFIRE_POLICIES, OVERLAP_POLICIES } from "#domain/policy.ts";
import type { Container } from "#server/container.ts";
import type { AppContext } from "#server/context.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { asApp, handler, newApp, newScreen } from "#tests/support/new-app.ts";
import type { Random } from "./random.ts";

const APPS = 5;
const TASKS_PER_APP = 8;

/** Expression, zone (none that changes its clocks), and minutes after which its fires repeat. */
const SCHEDULES = [
  ["* * * * *", "UTC", 1],
  ["*/2 * * * *", "UTC", 2],
  ["* * * * *", "Asia/Kathmandu", 1],
  ["*/5 * * * *", "Asia/Tokyo", 5],
  ["1-58/3 * * * *", "Asia/Kolkata", 3],
] as const;

const CODE = {
  quick: "console.log('ran'); return payload",
  talks: `for (let n = 0; n < 6; n++) { console.log('line', n); await new Promise((r) => setTimeout(r, 30)); } return 'told'`,
  fails: "console.log('tries'); if (Math.random() < 0.5) throw new Error('by chance'); return 'worked'",
  slow: "for (let n = 0; n < 10; n++) { console.log('at', n); await new Promise((r) => setTimeout(r, 150)); } return 'late'",
};

export interface FaultSchedule {
  id: number;
  /** Minutes by which its past may move and its fires stay where the expression names them. */
  periodMinutes: number;
}

export interface World {
  apps: AppContext[];
  tasks: { app: AppContext; id: number }[];
  schedules: FaultSchedule[];
}

/** Forty tasks over five apps, with every pair of misfire and overlap policy among them. */
export async function createWorld(container: Container, random: Random): Promise<World> {
  const world: World = { apps: [], tasks: [], schedules: [] };
  for (let index = 0; index < APPS; index++) {
    const app = await newApp(container);
    await updateApp(app, { id: app.appId, limits: { tasks: TASKS_PER_APP } });
    world.apps.push(asApp(app));
    const screens = await Promise.all(Object.entries(CODE).map(([name, code]) => newScreen(app, handler(code), name)));
    for (let n = 0; n < TASKS_PER_APP; n++)
      await addTask(world, app, index * TASKS_PER_APP + n, random.pick(screens).id, random);
  }
  return world;
}

async function addTask(world: World, app: AppContext, number: number, pageId: number, random: Random): Promise<void> {
  const chosen = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => random.pick(SCHEDULES));
  const task = await createTask(app, {
    name: `task-${number}`,
    pageId,
    schedules: chosen.map(([frequency, timezone], n) => ({ frequency, timezone, payload: { number, n } })),
    misfire: MISFIRE_POLICIES[number % MISFIRE_POLICIES.length]!,
    overlap: OVERLAP_POLICIES[number % OVERLAP_POLICIES.length]!,
    retries: random.int(0, 2),
    retryDelayMs: 1_000,
  });
  world.tasks.push({ app, id: task.id });
  for (const [n, { id }] of task.schedules.entries()) world.schedules.push({ id, periodMinutes: chosen[n]![2] });
}
