import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { CreateTaskInput } from "#domain/task.ts";
import { claimRun } from "#server/runner/claim-run.ts";
import { drain } from "#server/runner/drain.ts";
import { reapRuns } from "#server/runner/reap-runs.ts";
import { scheduledTask } from "#tests/support/scheduled-task.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { listAudit } from "../audit/index.ts";
import { cancelRun, requestRun } from "../runs/index.ts";
import { createTask, getTask, updateTask } from "../tasks/index.ts";
import { appTimetable, auditSchedule, backfill, moveFire, schedulerHealth, skipFire, undoFire } from "./index.ts";

const system = useTestSystem();
const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

const scheduled = (task?: Partial<CreateTaskInput>, body?: string) => scheduledTask(system, task, body);

describe("misfires", () => {
  it("all: runs every missed fire, oldest first, one after the other", async () => {
    const { tickAt, ledger, rows } = await scheduled({ misfire: "all" });
    expect(await tickAt("08:03:10")).toMatchObject({ fired: 4, missed: 0 });
    expect(await ledger()).toEqual(["08:00 queued", "08:01 held", "08:02 held", "08:03 held"]);
    for (let n = 0; n < 4; n++) await workOff();
    const done = await rows();
    expect(done.every((run) => run.status === "completed")).toBe(true);
    const starts = done.map((run) => run.startedAt!.getTime());
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it("skip: runs nothing that is later than its grace", async () => {
    const { tickAt, ledger } = await scheduled({ misfire: "skip", misfireGraceMs: 30_000 });
    expect(await tickAt("08:02:45")).toMatchObject({ fired: 0, missed: 3 });
    await tickAt("08:03:20");
    expect((await ledger()).at(-1)).toBe("08:03 queued");
  });
});

describe("overlaps", () => {
  it("queue: one fire waits for the run before it, the next is skipped, and the one that waited runs then", async () => {
    const { tickAt, ledger } = await scheduled({ overlap: "queue" });
    await tickAt("08:00:00");
    await tickAt("08:01:00");
    await tickAt("08:02:00");
    expect(await ledger()).toEqual(["08:00 queued", "08:01 held", "08:02 skipped"]);
    await workOff();
    await workOff();
    expect(await ledger()).toEqual(["08:00 completed", "08:01 completed", "08:02 skipped"]);
  });

  it("queue: moves on when the run before it is cancelled while it waits", async () => {
    const { app, tickAt, rows, ledger } = await scheduled({ overlap: "queue" });
    await tickAt("08:00:00");
    await tickAt("08:01:00");
    await cancelRun(app, { id: (await rows())[0]!.id });
    await reapRuns(system.container.runnerDeps);
    expect(await ledger()).toEqual(["08:00 cancelled", "08:01 queued"]);
  });

  it("allow: starts beside it", async () => {
    const { tickAt, ledger } = await scheduled({ overlap: "allow" });
    await tickAt("08:00:00");
    await tickAt("08:01:00");
    expect(await ledger()).toEqual(["08:00 queued", "08:01 queued"]);
  });

  it("cancel-previous: the newer fire takes its place", async () => {
    const { tickAt, ledger, rows } = await scheduled({ overlap: "cancel-previous" });
    await tickAt("08:00:00");
    await claimRun(system.container.db, (await rows())[0]!.id, "test");
    await tickAt("08:01:00");
    await tickAt("08:02:00");
    expect(await ledger()).toEqual(["08:00 running", "08:01 cancelled", "08:02 queued"]);
    expect((await rows())[0]!.cancelRequestedAt).not.toBeNull();
  });

  it("lets runs that were asked for run beside the schedule's", async () => {
    const { app, tickAt, ledger } = await scheduled();
    await requestRun(app, { idOrName: "task" });
    await tickAt("08:00:00");
    expect((await ledger())[0]).toBe("08:00 queued");
  });
});

describe("when a task fires", () => {
  it("spreads its fires by an offset that stays the same, and shows it", async () => {
    const { app, task, tickAt, rows } = await scheduled({ spreadMs: 30_000 });
    const offsetMs = task.schedules[0]!.spreadOffsetMs;
    expect(offsetMs).toBeGreaterThanOrEqual(0);
    expect(offsetMs).toBeLessThan(30_000);
    await tickAt("08:00:00");
    const [run] = await rows();
    expect((run!.effectiveAt ?? run!.fireAt)!.getTime() - run!.fireAt!.getTime()).toBe(offsetMs);
    expect((await getTask(app, { idOrName: task.id })).schedules[0]!.spreadOffsetMs).toBe(offsetMs);
  });

  it("neither before its start nor after its end", async () => {
    const { app, task, tickAt, ledger } = await scheduled({
      frequency: "*/10 * * * *",
      startsAt: "2026-01-05T08:10:00Z",
      endsAt: "2026-01-05T08:20:00Z",
    });
    expect(task.nextRunAt).toBe("2026-01-05T08:10:00.000Z");
    await tickAt("08:10:00");
    await workOff();
    await tickAt("09:00:00");
    expect(await ledger()).toEqual(["08:10 completed", "08:20 queued"]);
    expect((await getTask(app, { idOrName: task.id })).nextRunAt).toBeNull();
    expect(
      await auditSchedule(app, { taskId: task.id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }),
    ).toMatchObject({ holes: [], duplicates: [] });
    await expect(updateTask(app, { idOrName: task.id, endsAt: "2026-01-05T08:00:00Z" })).rejects.toMatchObject({
      field: "endsAt",
    });
  });

  it("not while it is paused, and again by itself after that", async () => {
    const { app, task, tickAt, ledger } = await scheduled({ frequency: "0 * * * *" });
    expect(await updateTask(app, { idOrName: task.id, pausedUntil: "2026-01-05T10:30:00Z" })).toMatchObject({
      nextRunAt: "2026-01-05T11:00:00.000Z",
    });
    await tickAt("11:00:00");
    expect(await ledger()).toEqual(["11:00 queued"]);
    expect(
      await auditSchedule(app, { taskId: task.id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }),
    ).toMatchObject({ expected: ["2026-01-05T11:00:00.000Z"], holes: [], duplicates: [] });
  });

  it("on several schedules, each with its zone and payload", async () => {
    const { app, task, tickAt, rows } = await scheduled({
      schedules: [
        { frequency: "0 8 * * *", payload: { who: "utc" } },
        { frequency: "0 9 * * *", timezone: "Europe/Berlin", payload: { who: "berlin" } },
      ],
    });
    expect(task).toMatchObject({
      frequency: "0 8 * * *",
      payload: { who: "utc" },
      schedules: [{ timezone: "UTC" }, { timezone: "Europe/Berlin" }],
    });
    await updateTask(app, { idOrName: task.id, overlap: "allow" });
    await tickAt("08:00:00");
    await workOff();
    expect((await rows()).map((run) => run.result)).toEqual([{ who: "utc" }, { who: "berlin" }]);

    const kept = task.schedules[1]!;
    const updated = await updateTask(app, {
      idOrName: task.id,
      schedules: [{ id: kept.id, frequency: kept.frequency, timezone: kept.timezone }],
    });
    expect(updated.schedules.map((schedule) => schedule.id)).toEqual([kept.id]);
    await expect(
      updateTask(app, { idOrName: task.id, schedules: [{ id: 999_999, frequency: "* * * * *" }] }),
    ).rejects.toMatchObject({ field: "schedules.0.id" });
    const refused = updateTask(app, {
      idOrName: task.id,
      schedules: [{ frequency: "* * * * *" }, { frequency: "61 * * * *" }],
    });
    await expect(refused).rejects.toMatchObject({ status: "FREQUENCY_INVALID", field: "schedules.1.frequency" });
    expect(
      await auditSchedule(app, { taskId: task.id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }),
    ).toMatchObject({ holes: [], duplicates: [] });
  });
});

describe("one fire", () => {
  const next = "2026-01-05T08:00:00.000Z";

  it("can be skipped ahead of time, and the skip taken back", async () => {
    const { app, task, tickAt, ledger } = await scheduled();
    const scheduleId = task.schedules[0]!.id;
    const nextRunAt = async () => (await getTask(app, { idOrName: task.id })).nextRunAt;
    await skipFire(app, { scheduleId, fireAt: next });
    expect(await nextRunAt()).toBe("2026-01-05T08:01:00.000Z");
    await undoFire(app, { scheduleId, fireAt: next });
    expect(await nextRunAt()).toBe(next);
    expect(await ledger()).toEqual([]);
    await skipFire(app, { scheduleId, fireAt: next });
    expect(await tickAt("08:00:00")).toMatchObject({ fired: 0, skipped: 0 });
    await tickAt("08:01:00");
    expect(await ledger()).toEqual(["08:00 skipped", "08:01 queued"]);
    await expect(undoFire(app, { scheduleId, fireAt: next })).rejects.toMatchObject({ status: "RUN_FINISHED" });
    expect(
      await auditSchedule(app, { taskId: task.id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }),
    ).toMatchObject({ holes: [], duplicates: [] });
  });

  it("is no last run while it is still to come", async () => {
    const app = await system.newApp();
    const screen = await system.newScreen(app, handler("return 1"));
    const task = await createTask(app, { name: "task", pageId: screen.id, frequency: "0 0 1 1 *" });
    await skipFire(app, { scheduleId: task.schedules[0]!.id, fireAt: task.nextRunAt! });
    expect((await getTask(app, { idOrName: "task" })).lastRun).toBeNull();
  });

  it("can be moved, and happens once, then", async () => {
    const { app, task, tickAt, rows } = await scheduled({ frequency: "0 8 * * *" });
    const scheduleId = task.schedules[0]!.id;
    await moveFire(app, { scheduleId, fireAt: next, to: "2026-01-05T09:30:00Z" });
    expect(await getTask(app, { idOrName: task.id })).toMatchObject({ nextRunAt: "2026-01-05T09:30:00.000Z" });
    expect(await tickAt("08:00:00")).toMatchObject({ fired: 0 });
    const [run] = await rows();
    expect(run).toMatchObject({ status: "queued", effectiveAt: new Date("2026-01-05T09:30:00Z") });
    await expect(
      moveFire(app, { scheduleId, fireAt: "2026-01-06T08:00:00Z", to: "2026-01-01T00:00:00Z" }),
    ).rejects.toMatchObject({ field: "to" });
    await expect(skipFire(app, { scheduleId, fireAt: "2026-01-06T08:01:00Z" })).rejects.toMatchObject({
      field: "fireAt",
    });
    await expect(skipFire(await system.newApp(), { scheduleId, fireAt: "2026-01-06T08:00:00Z" })).rejects.toMatchObject(
      { status: "TASK_NOT_FOUND" },
    );
  });
});

describe("the timetable", () => {
  it("tells what ran and what will, by hour, and where tasks crowd a minute", async () => {
    const { app, task, tickAt } = await scheduled({ frequency: "0 * * * *" });
    for (const name of ["second", "third"])
      await createTask(app, { name, pageId: task.pageId, frequency: "0 12 * * *" });
    await tickAt("08:00:00");
    const { fires, hours, crowded, isCut } = await appTimetable(app, {
      from: "2026-01-05T08:00:00Z",
      to: "2026-01-05T12:30:00Z",
    });
    expect(fires.map((fire) => `${fire.fireAt.slice(11, 16)} ${fire.taskName} ${fire.status}`)).toEqual([
      "08:00 task queued",
      "09:00 task upcoming",
      "10:00 task upcoming",
      "11:00 task upcoming",
      "12:00 task upcoming",
      "12:00 second upcoming",
      "12:00 third upcoming",
    ]);
    expect(hours.filter((hour) => hour.taskName === "task")).toHaveLength(5);
    expect(crowded).toEqual([{ minute: "2026-01-05T12:00:00.000Z", taskNames: ["second", "task", "third"] }]);
    expect(isCut).toBe(false);
    await expect(appTimetable(app, { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" })).rejects.toMatchObject(
      { field: "to" },
    );
  });
});

describe("a backfill", () => {
  it("lists first, then runs what never executed, oldest first and so many at once, and nothing twice", async () => {
    const { app, task, tickAt, rows } = await scheduled({ frequency: "0 * * * *" });
    await tickAt("08:00:00");
    await workOff();
    await tickAt("11:10:00");
    const window = { taskId: task.id, from: "2026-01-05T08:00:00Z", to: "2026-01-05T10:59:00Z" };
    const dry = await backfill(app, window);
    expect(dry.queued).toBe(0);
    expect(dry.fires.map((fire) => `${fire.fireAt.slice(11, 16)} ${fire.state} ${fire.status}`)).toEqual([
      "08:00 ran completed",
      "09:00 due missed",
      "10:00 due missed",
    ]);

    expect((await backfill(app, { ...window, dryRun: false })).queued).toBe(2);
    const waiting = (await rows()).filter((run) => run.trigger === "backfill");
    expect(waiting.map((run) => [run.backfillOf?.toISOString().slice(11, 16), run.held])).toEqual([
      ["09:00", false],
      ["10:00", true],
    ]);
    for (let n = 0; n < 3; n++) await workOff();
    expect((await rows()).filter((run) => run.trigger === "backfill").every((run) => run.status === "completed")).toBe(
      true,
    );
    expect(await backfill(app, { ...window, dryRun: false })).toMatchObject({ queued: 0 });
    // Neither the list nor the second time, which ran nothing, is a change.
    const { entries } = await listAudit(app, { action: "backfill" });
    expect(entries.map(({ target, after }) => ({ target, after }))).toEqual([
      {
        target: { kind: "task", id: String(task.id), name: task.name },
        after: { from: "2026-01-05T08:00:00.000Z", to: "2026-01-05T10:59:00.000Z", queued: 2, concurrency: 1 },
      },
    ]);
    await expect(backfill(app, { ...window, to: "2030-01-01T00:00:00Z" })).rejects.toMatchObject({ field: "to" });
  });
});

it("says that the scheduler stands still when fires are due and nobody ticks", async () => {
  const { app } = await scheduled();
  await app.db.execute(sql`update schedules set next_fire_at = now() - interval '10 minutes'`);
  await app.db.execute(sql`update system_state set updated_at = now() - interval '10 minutes' where key = 'last_tick'`);
  expect(await schedulerHealth(app)).toMatchObject({ isStale: true });
  await app.db.execute(sql`update system_state set updated_at = now() where key = 'last_tick'`);
  expect(await schedulerHealth(app)).toMatchObject({ isStale: false });
});
