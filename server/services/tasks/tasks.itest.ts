import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runs, scheduleChanges, schedules } from "#db/schema/index.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { getRun, requestRun } from "../runs/index.ts";
import { removeScreen } from "../screens/index.ts";
import { createTask, getTask, listTasks, removeTask, restoreTask, updateTask } from "./index.ts";

const system = useTestSystem();

async function appWithScreen() {
  const clock = new FixedClock("2026-01-05T07:59:30Z");
  const app = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler("return 1"));
  return { app, clock, pageId: screen.id };
}

describe("creating tasks", () => {
  it("arms a scheduled task for its next fire, in its own time zone", async () => {
    const { app, pageId } = await appWithScreen();
    const task = await createTask(app, { name: "monday", pageId, frequency: "0 8 * * 1", timezone: "Europe/Berlin" });
    expect(task).toMatchObject({
      name: "monday",
      appId: app.appId,
      pageId,
      active: true,
      frequency: "0 8 * * 1",
      timezone: "Europe/Berlin",
      lastRunAt: null,
      // 08:00 in Berlin was 07:00 UTC, half a minute less than an hour ago: the next one is in a week.
      nextRunAt: "2026-01-12T07:00:00.000Z",
    });
  });

  it("leaves an on-demand task without a next run", async () => {
    const { app, pageId } = await appWithScreen();
    expect(await createTask(app, { name: "confirm-booking", pageId })).toMatchObject({
      frequency: null,
      nextRunAt: null,
      lastRunAt: null,
    });
    expect(await createTask(app, { name: "empty-frequency", pageId, frequency: "" })).toMatchObject({
      frequency: null,
      nextRunAt: null,
    });
  });

  it("leaves an inactive scheduled task without a next run", async () => {
    const { app, pageId } = await appWithScreen();
    expect(await createTask(app, { name: "later", pageId, frequency: "* * * * *", active: false })).toMatchObject({
      active: false,
      nextRunAt: null,
    });
  });

  it("allows five tasks of an app even when ten creations race", async () => {
    const { app, pageId } = await appWithScreen();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => createTask(app, { name: `task-${n}`, pageId })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(5);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ status: "TASK_LIMIT_REACHED", kind: "conflict" });
    }
    expect(await listTasks(app)).toHaveLength(5);
  });

  it("gives a name to one of two that race for it", async () => {
    const { app, pageId } = await appWithScreen();
    const results = await Promise.allSettled([1, 2].map(() => createTask(app, { name: "same", pageId })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(createTask(app, { name: "same", pageId })).rejects.toMatchObject({
      status: "NAME_ALREADY_EXISTS",
      field: "name",
    });
  });

  it("refuses a screen of another app as if there were none", async () => {
    const { app } = await appWithScreen();
    const { pageId: foreign } = await appWithScreen();
    await expect(createTask(app, { name: "foreign", pageId: foreign })).rejects.toMatchObject({
      status: "SCREEN_NOT_FOUND",
      field: "pageId",
    });
  });

  it.each([
    ["FREQUENCY_INVALID", { frequency: "61 * * * *" }],
    ["FREQUENCY_INVALID", { frequency: "0 0 31 2 *" }],
    ["TIMEZONE_INVALID", { frequency: "0 0 * * *", timezone: "Mars/Base" }],
  ])("refuses a schedule that cannot be, with %s", async (status, schedule) => {
    const { app, pageId } = await appWithScreen();
    await expect(createTask(app, { name: "bad", pageId, ...schedule })).rejects.toMatchObject({ status });
    expect(await listTasks(app)).toEqual([]);
  });
});

describe("finding tasks", () => {
  it("takes a number as an id and a text as a name, digits included", async () => {
    const { app, pageId } = await appWithScreen();
    const first = await createTask(app, { name: "first", pageId });
    const digits = await createTask(app, { name: String(first.id), pageId });
    expect((await getTask(app, { idOrName: first.id })).name).toBe("first");
    expect((await getTask(app, { idOrName: String(first.id) })).id).toBe(digits.id);
    await expect(getTask(app, { idOrName: "__proto__" })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
  });

  it("never finds a task of another app", async () => {
    const { app, pageId } = await appWithScreen();
    const { app: other } = await appWithScreen();
    const task = await createTask(app, { name: "mine", pageId });
    for (const idOrName of [task.id, "mine"]) {
      await expect(getTask(other, { idOrName })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
      await expect(updateTask(other, { idOrName, active: false })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
      await expect(removeTask(other, { idOrName })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
      await expect(requestRun(other, { idOrName })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
    }
    expect((await getTask(app, { idOrName: "mine" })).active).toBe(true);
  });
});

describe("updating tasks", () => {
  it("arms a changed schedule from now and leaves an entry in its history", async () => {
    const { app, clock, pageId } = await appWithScreen();
    const { id } = await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    clock.set("2026-01-05T08:00:00Z");
    // 08:00 was due before the change and is still owed; 08:30 is the new schedule's first.
    const updated = await updateTask(app, { idOrName: "hourly", frequency: "30 * * * *" });
    expect(updated).toMatchObject({ id, nextRunAt: "2026-01-05T08:30:00.000Z" });
    const fires = await app.db.select().from(runs).where(eq(runs.taskId, id));
    expect(fires.map((run) => [run.fireAt?.toISOString(), run.status])).toEqual([
      ["2026-01-05T08:00:00.000Z", "queued"],
    ]);
    const history = await app.db.select().from(scheduleChanges).where(eq(scheduleChanges.taskId, id));
    expect(history.map((change) => change.frequency)).toEqual(["0 * * * *", "30 * * * *"]);
  });

  it("keeps the next fire when something else changes", async () => {
    const { app, clock, pageId } = await appWithScreen();
    const { nextRunAt } = await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    clock.set("2026-01-05T07:59:50Z");
    expect(await updateTask(app, { idOrName: "hourly", name: "renamed", timeoutMs: 5_000 })).toMatchObject({
      name: "renamed",
      timeoutMs: 5_000,
      nextRunAt,
    });
  });

  it("stops and resumes a schedule without catching up what a pause left out", async () => {
    const { app, clock, pageId } = await appWithScreen();
    await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    expect(await updateTask(app, { idOrName: "hourly", active: false })).toMatchObject({
      active: false,
      nextRunAt: null,
    });
    clock.set("2026-01-05T15:30:00Z");
    expect(await updateTask(app, { idOrName: "hourly", active: true })).toMatchObject({
      nextRunAt: "2026-01-05T16:00:00.000Z",
    });
  });

  it("is refused when somebody else changed the task after it was opened, and changes nothing", async () => {
    const { app, pageId } = await appWithScreen();
    const opened = await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    const theirs = await updateTask(app, { idOrName: "hourly", retries: 1, baseUpdatedAt: opened.updatedAt });
    await expect(
      updateTask(app, { idOrName: "hourly", frequency: "5 * * * *", baseUpdatedAt: opened.updatedAt }),
    ).rejects.toMatchObject({ kind: "conflict", status: "INVALID_INPUT", field: "baseUpdatedAt" });
    expect(await getTask(app, { idOrName: "hourly" })).toEqual(theirs);
    expect(await updateTask(app, { idOrName: "hourly", frequency: "5 * * * *" })).toMatchObject({ retries: 1 });
  });

  it("does not take a run for a change", async () => {
    const { app, clock, pageId } = await appWithScreen();
    const opened = await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    await requestRun(app, { idOrName: "hourly" });
    clock.set("2026-01-05T08:00:00Z");
    expect(await updateTask(app, { idOrName: "hourly", retries: 1, baseUpdatedAt: opened.updatedAt })).toMatchObject({
      retries: 1,
    });
  });

  it("changes nothing when one of the changes is refused", async () => {
    const { app, pageId } = await appWithScreen();
    await createTask(app, { name: "taken", pageId });
    const before = await createTask(app, { name: "hourly", pageId, frequency: "0 * * * *" });
    await expect(
      updateTask(app, { idOrName: "hourly", timeoutMs: 2_000, frequency: "nonsense" }),
    ).rejects.toMatchObject({ status: "FREQUENCY_INVALID", field: "frequency" });
    await expect(updateTask(app, { idOrName: "hourly", frequency: "5 * * * *", name: "taken" })).rejects.toMatchObject({
      status: "NAME_ALREADY_EXISTS",
    });
    await expect(updateTask(app, { idOrName: "hourly", pageId: 999_999 })).rejects.toMatchObject({
      status: "SCREEN_NOT_FOUND",
    });
    expect(await getTask(app, { idOrName: "hourly" })).toEqual(before);
  });
});

describe("removing a task", () => {
  it("cancels what is queued, keeps the history readable and frees the name", async () => {
    const { app, pageId } = await appWithScreen();
    const { id } = await createTask(app, { name: "gone", pageId });
    const { runId } = await requestRun(app, { idOrName: id });
    expect(await removeTask(app, { idOrName: "gone" })).toEqual({ id });

    expect(await listTasks(app)).toEqual([]);
    await expect(getTask(app, { idOrName: id })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "cancelled", taskName: "gone", taskId: id });
    const ended = await app.db.select().from(schedules).where(eq(schedules.taskId, id));
    expect(ended.every((schedule) => schedule.nextFireAt === null)).toBe(true);
    expect((await createTask(app, { name: "gone", pageId })).id).not.toBe(id);
  });
});

describe("restoring tasks", () => {
  it("brings a removed task back by its id, with the schedules that it had, armed from now on", async () => {
    const { app, clock, pageId } = await appWithScreen();
    const daily = { frequency: "0 8 * * *", timezone: "UTC", payload: { day: 1 } };
    const { id } = await createTask(app, {
      name: "back",
      pageId,
      retries: 2,
      schedules: [daily, { frequency: "0 9 * * *" }],
    });
    await updateTask(app, { idOrName: id, schedules: [daily] });
    clock.set("2026-01-05T07:59:40Z");
    await removeTask(app, { idOrName: id });
    clock.set("2026-01-07T10:00:00Z");
    const restored = await restoreTask(app, { id });
    expect(restored).toMatchObject({ id, name: "back", retries: 2, nextRunAt: "2026-01-08T08:00:00.000Z" });
    expect(restored.schedules).toMatchObject([daily]);
    expect((await listTasks(app)).map((task) => task.id)).toEqual([id]);
    // Nothing is owed for the time in which it was gone.
    expect(await app.db.select().from(runs).where(eq(runs.taskId, id))).toEqual([]);
    expect(await restoreTask(app, { id })).toEqual(restored);
  });

  it("is refused when the name was taken meanwhile, and to other apps", async () => {
    const { app, pageId } = await appWithScreen();
    const { id } = await createTask(app, { name: "taken", pageId });
    await removeTask(app, { idOrName: id });
    await createTask(app, { name: "taken", pageId });
    await expect(restoreTask(app, { id })).rejects.toMatchObject({ status: "NAME_ALREADY_EXISTS" });
    const other = await system.newApp();
    await expect(restoreTask(other, { id })).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
  });

  it("is refused when the app has all its tasks, or the screen is gone", async () => {
    const { app, pageId } = await appWithScreen();
    const { id } = await createTask(app, { name: "late", pageId });
    await removeTask(app, { idOrName: id });
    for (let n = 0; n < 5; n++) await createTask(app, { name: `full-${n}`, pageId });
    await expect(restoreTask(app, { id })).rejects.toMatchObject({ status: "TASK_LIMIT_REACHED" });
    for (const task of await listTasks(app)) await removeTask(app, { idOrName: task.id });
    await removeScreen(app, { id: pageId });
    await expect(restoreTask(app, { id })).rejects.toMatchObject({ status: "SCREEN_NOT_FOUND" });
  });
});
