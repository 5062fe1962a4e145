import { and, asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { openDb } from "#db/client.ts";
import { apps as appsTable, runs, schedules } from "#db/schema/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { createTask, getTask, removeTask } from "../services/tasks/index.ts";
import { tick } from "./tick.ts";

const system = useTestSystem();

// A tick plans whatever is due, so each case starts without the tasks of the one before.
beforeEach(async () => {
  await system.container.db.delete(appsTable);
});

async function appAt(iso: string) {
  const clock = new FixedClock(iso);
  const app: AppContext = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler("return 1"));
  return { app, clock, pageId: screen.id };
}

/** The task's rows of the ledger, oldest fire first. */
async function ledger(app: AppContext, taskId: number) {
  const rows = await app.db.select().from(runs).where(eq(runs.taskId, taskId)).orderBy(asc(runs.fireAt));
  return rows.map((run) => `${run.fireAt?.toISOString().slice(11, 16)} ${run.status}`);
}

/** Ends the task's queued runs, so that the next fire does not find them in its way. */
const endRuns = (app: AppContext, taskId: number) =>
  app.db
    .update(runs)
    .set({ status: "completed", finishedAt: sql`now()` })
    .where(and(eq(runs.taskId, taskId), eq(runs.status, "queued")));

describe("tick", () => {
  it("fires what is due, once, and moves on to the next fire", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "minutely", pageId, frequency: "* * * * *" });
    const now = new Date("2026-01-05T08:00:00.100Z");
    expect(await tick(app, now)).toEqual({ fired: 1, skipped: 0, missed: 0 });
    expect(await tick(app, now)).toEqual({ fired: 0, skipped: 0, missed: 0 });
    expect(await ledger(app, id)).toEqual(["08:00 queued"]);
    expect((await getTask(app, { idOrName: id })).nextRunAt).toBe("2026-01-05T08:01:00.000Z");
  });

  it("fires exactly at the due instant and not a millisecond before", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "minutely", pageId, frequency: "* * * * *" });
    expect((await tick(app, new Date("2026-01-05T07:59:59.999Z"))).fired).toBe(0);
    expect((await tick(app, new Date("2026-01-05T08:00:00.000Z"))).fired).toBe(1);
    expect(await ledger(app, id)).toEqual(["08:00 queued"]);
  });

  it("makes one run of one fire when ten ticks race over connections of their own", async () => {
    const apps = await Promise.all(Array.from({ length: 8 }, () => appAt("2026-01-05T07:59:59Z")));
    const created = await Promise.all(
      apps.map(({ app, pageId }, n) => createTask(app, { name: `racer-${n}`, pageId, frequency: "* * * * *" })),
    );
    const handles = Array.from({ length: 10 }, () => openDb(system.url, { max: 2 }));
    const ticks = await Promise.all(
      handles.map(({ db }) => tick({ ...system.container.services, db }, new Date("2026-01-05T08:00:00Z"))),
    );
    await Promise.all(handles.map((handle) => handle.close()));
    expect(ticks.reduce((sum, { fired }) => sum + fired, 0)).toBe(created.length);
    for (const [n, { id }] of created.entries()) expect(await ledger(apps[n]!.app, id)).toEqual(["08:00 queued"]);
  });

  it("runs the newest of the fires that a late tick finds, and records the others as missed", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "late", pageId, frequency: "* * * * *" });
    await tick(app, new Date("2026-01-05T08:00:02Z"));
    await endRuns(app, id);
    expect(await tick(app, new Date("2026-01-05T08:03:01Z"))).toEqual({ fired: 1, skipped: 0, missed: 2 });
    expect(await ledger(app, id)).toEqual(["08:00 completed", "08:01 missed", "08:02 missed", "08:03 queued"]);
    const [missed] = await app.db
      .select()
      .from(runs)
      .where(eq(runs.fireAt, new Date("2026-01-05T08:01:00Z")));
    expect(missed?.reason).toBeTruthy();
    expect(missed?.finishedAt).not.toBeNull();
  });

  it("works off a day's outage of a minutely task with one run and one row for every fire", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "outage", pageId, frequency: "* * * * *" });
    const { fired, missed } = await tick(app, new Date("2026-01-06T10:00:30Z"));
    // 08:00 on the 5th to 10:00 on the 6th, both included.
    expect([fired, missed]).toEqual([1, 26 * 60]);
    const [sums] = await app.db
      .select({ rows: sql<number>`count(*)::int`, fires: sql<number>`count(distinct fire_at)::int` })
      .from(runs)
      .where(eq(runs.taskId, id));
    expect(sums).toEqual({ rows: 26 * 60 + 1, fires: 26 * 60 + 1 });
  });

  it("does not run what is older than a day, and says so", async () => {
    const { app, pageId } = await appAt("2026-05-31T23:00:00Z");
    const { id } = await createTask(app, { name: "monthly", pageId, frequency: "0 0 1 * *" });
    expect(await tick(app, new Date("2026-06-03T00:00:00Z"))).toEqual({ fired: 0, skipped: 0, missed: 1 });
    expect(await ledger(app, id)).toEqual(["00:00 missed"]);
    expect((await getTask(app, { idOrName: id })).nextRunAt).toBe("2026-07-01T00:00:00.000Z");
  });

  it("skips a fire while the run of the one before has not ended", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "slow", pageId, frequency: "* * * * *" });
    await tick(app, new Date("2026-01-05T08:00:00Z"));
    expect(await tick(app, new Date("2026-01-05T08:01:00Z"))).toEqual({ fired: 0, skipped: 1, missed: 0 });
    await endRuns(app, id);
    await tick(app, new Date("2026-01-05T08:02:00Z"));
    expect((await ledger(app, id)).at(-1)).toBe("08:02 queued");
  });

  it("does not fire again when the clock steps back", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "back", pageId, frequency: "* * * * *" });
    await tick(app, new Date("2026-01-05T08:00:00Z"));
    await endRuns(app, id);
    await tick(app, new Date("2026-01-05T07:58:00Z"));
    await tick(app, new Date("2026-01-05T08:00:30Z"));
    expect(await ledger(app, id)).toEqual(["08:00 completed"]);
  });

  it("lets one schedule that cannot be computed stop alone, and says why", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const bad = await createTask(app, { name: "bad", pageId, frequency: "* * * * *" });
    const good = await createTask(app, { name: "good", pageId, frequency: "* * * * *" });
    await app.db.update(schedules).set({ frequency: "broken by hand" }).where(eq(schedules.taskId, bad.id));
    await tick(app, new Date("2026-01-05T08:00:00Z"));
    expect(await ledger(app, good.id)).toEqual(["08:00 queued"]);
    expect(await getTask(app, { idOrName: bad.id })).toMatchObject({
      nextRunAt: null,
      scheduleError: expect.stringContaining("5 fields"),
    });
  });

  it("fails in seconds while a migration holds the table, and the next one catches up", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "migrated", pageId, frequency: "* * * * *" });
    const now = new Date("2026-01-05T08:00:00Z");
    await app.db.transaction(async (tx) => {
      await tx.execute(sql`lock table schedules in access exclusive mode`);
      const failed = await tick(app, now).catch((error: Error) => error);
      expect((failed as Error).cause).toMatchObject({ code: "55P03" });
    });
    expect((await tick(app, now)).fired).toBe(1);
    expect(await ledger(app, id)).toEqual(["08:00 queued"]);
  });

  it("fires nothing for a task that was removed", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "removed", pageId, frequency: "* * * * *" });
    await removeTask(app, { idOrName: id });
    await tick(app, new Date("2026-01-05T09:00:00Z"));
    expect(await ledger(app, id)).toEqual([]);
  });

  it("leaves neither row nor job behind when the transaction that plans the fire fails", async () => {
    const { app, pageId } = await appAt("2026-01-05T07:59:59Z");
    const { id } = await createTask(app, { name: "atomic", pageId, frequency: "* * * * *" });
    const queue = new Proxy(app.queue, {
      get: (target, key) => (key === "insert" ? () => Promise.reject(new Error("killed")) : Reflect.get(target, key)),
    });
    await expect(tick({ ...app, queue }, new Date("2026-01-05T08:00:00Z"))).rejects.toThrow("killed");
    expect(await ledger(app, id)).toEqual([]);
    expect((await tick(app, new Date("2026-01-05T08:00:01Z"))).fired).toBe(1);
  });
});
